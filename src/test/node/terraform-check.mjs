// Parses a file of Terraform's language from standard input as Terraform does, and prints it as JSON; exit code 1 if it cannot be
// parsed, 2 if `terraform fmt` would change it.
import { text } from 'node:stream/consumers';
import hclTools from '@cdktf/hcl-tools';
import hcl2json from '@cdktf/hcl2json';

const source = await text(process.stdin);
try {
  console.log(JSON.stringify(await hcl2json.parse('standard-input', source)));
  process.exitCode = (await hclTools.format(source)) === source ? 0 : 2;
} catch (fault) {
  console.log(String(fault));
  process.exitCode = 1;
}
