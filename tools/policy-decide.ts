/** `policy:decide [--policy FILE]`: JSON Lines of issues in, one decision an issue and operation out (docs/policy.md). */
import { readFileSync } from 'node:fs';
import type { PolicyVersion } from '../src/contract/policy';
import { DEFAULT_POLICY } from '../src/domain/policy/default-policy';
import { answerLines } from './cli/json-lines';
import { printLine, readFlags, refuseExtra, runProgram, UsageError } from './cli/program';
import { decideLine, toPolicyVersion } from './policy/decide-line';

const ACCEPTED = '--policy FILE (a policy document as JSON)';

function loadPolicy(file: string | undefined): PolicyVersion {
  if (file === undefined) return toPolicyVersion(DEFAULT_POLICY, 'default policy');
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const why = cause instanceof SyntaxError ? 'not JSON' : 'cannot be read';
    throw new UsageError(`--policy ${file}: ${why}; accepted: ${ACCEPTED}`);
  }
  return toPolicyVersion(json, `--policy ${file}`);
}

await runProgram(async () => {
  const { values, positionals } = readFlags({ policy: { type: 'string' } }, ACCEPTED);
  refuseExtra(positionals, ACCEPTED);
  const policy = loadPolicy(values.policy);
  for await (const line of answerLines(process.stdin, (value) => decideLine(policy, value)))
    await printLine(line);
  return 0;
});
