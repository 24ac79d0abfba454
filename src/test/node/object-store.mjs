// An S3 server on a free port of 127.0.0.1, which keeps its objects in a directory: node object-store.mjs DIRECTORY BUCKET
// It prints its port and ends with its standard input.
import S3rver from "s3rver";

const [directory, bucket] = process.argv.slice(2);
const server = new S3rver({ address: "127.0.0.1", port: 0, silent: true, directory, configureBuckets: [{ name: bucket }] });
const { port } = await server.run();
console.log(port);
process.stdin.resume();
process.stdin.on("end", () => process.exit());
