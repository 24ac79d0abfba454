// Reads an OpenAPI document from standard input and prints what is wrong with it, a finding a line; exit code 1 if anything is.
import { text } from 'node:stream/consumers';
import { createConfig, lintFromString } from '@redocly/openapi-core';

const config = await createConfig({ extends: ['recommended-strict'] });
const findings = await lintFromString({ source: await text(process.stdin), absoluteRef: '/openapi.json', config });
for (const { ruleId, message, location } of findings) {
  console.log(`${ruleId} at ${location[0]?.pointer}: ${message}`);
}
process.exitCode = findings.length === 0 ? 0 : 1;
