// An S3 server on a free port of 127.0.0.1, which keeps its objects in a directory:
//   node object-store.mjs DIRECTORY BUCKET [KEY CERTIFICATE]
// With a key and a certificate it speaks TLS. It prints its port and ends with its standard input.
import { readFileSync } from "node:fs";
import S3rver from "s3rver";

const [directory, bucket, key, cert] = process.argv.slice(2);
const tls = key ? { key: readFileSync(key), cert: readFileSync(cert) } : {};
const server = new S3rver({
  address: "127.0.0.1",
  port: 0,
  silent: true,
  directory,
  configureBuckets: [{ name: bucket }],
  ...tls,
});
const { port } = await server.run();
console.log(port);
process.stdin.resume();
process.stdin.on("end", () => process.exit());
