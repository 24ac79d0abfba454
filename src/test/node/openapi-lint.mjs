// Reads an OpenAPI document from standard input and prints what is wrong with it, a finding a line; exit code 1 if anything is.
import { text } from 'node:stream/consumers';
import { createConfig, lintFromString } from '@redocly/openapi-core';

// The branches of "one of these is required" name properties that stand beside them, where this rule does not look.
const config = await createConfig({
  extends: ['recommended-strict'],
  rules: { 'no-required-schema-properties-undefined': 'off' },
});
const findings = await lintFromString({ source: await text(process.stdin), absoluteRef: '/openapi.json', config });
for (const { ruleId, message, location } of findings) {
  console.log(`${ruleId} at ${location[0]?.pointer}: ${message}`);
}
process.exitCode = findings.length === 0 ? 0 : 1;
