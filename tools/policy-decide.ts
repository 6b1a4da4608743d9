/** `policy:decide [--policy FILE]`: JSON Lines of issues in, one decision an issue and operation out (docs/policy.md). */
import { compile } from '../src/domain/policy/compile';
import { answerLines } from './cli/json-lines';
import { printLine, readFlags, refuseExtra, runProgram } from './cli/program';
import { decideLine } from './policy/decide-line';
import { ACCEPTED, loadPolicy } from './policy/load-policy';

await runProgram(async () => {
  const { values, positionals } = readFlags({ policy: { type: 'string' } }, ACCEPTED);
  refuseExtra(positionals, ACCEPTED);
  const compiled = compile(loadPolicy(values.policy));
  const now = new Date().toISOString();
  for await (const line of answerLines(process.stdin, (value) => decideLine({ compiled, now }, value)))
    await printLine(line);
  return 0;
});
