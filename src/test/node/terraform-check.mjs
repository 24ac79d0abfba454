// Reads a JSON array of files in Terraform's language from standard input, parses each as Terraform does, and prints a JSON array of
// { code, output }: code 0 with the file as JSON, 1 with the fault if it cannot be parsed, 2 if `terraform fmt` would change it.
// All in one run, because loading the parser takes most of the time.
import { text } from 'node:stream/consumers';
import hclTools from '@cdktf/hcl-tools';
import hcl2json from '@cdktf/hcl2json';

async function check(source) {
  try {
    const output = JSON.stringify(await hcl2json.parse('standard-input', source));
    return { code: (await hclTools.format(source)) === source ? 0 : 2, output };
  } catch (fault) {
    return { code: 1, output: String(fault) };
  }
}

const outcomes = [];
for (const source of JSON.parse(await text(process.stdin))) {
  outcomes.push(await check(source));
}
console.log(JSON.stringify(outcomes));
