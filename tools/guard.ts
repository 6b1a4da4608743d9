/** `guard --stage input|output`: JSON Lines of texts in, verdict, findings and the text that may go on out. */
import { z } from 'zod';
import type { GuardResult } from '../src/domain/guardrails/finding';
import { guardInput, guardOutput } from '../src/domain/guardrails/guard';
import { answerLines, LineError } from './cli/json-lines';
import { printLine, readFlags, refuseExtra, runProgram, UsageError } from './cli/program';

const ACCEPTED = '--stage input|output';
const RequestSchema = z.looseObject({ id: z.union([z.string(), z.number()]), text: z.string() });

type Guard = (text: string) => GuardResult;
const GUARDS = new Map<string, Guard>([
  ['input', guardInput],
  ['output', guardOutput],
]);

function guardLine(guard: Guard, raw: unknown): readonly unknown[] {
  const parsed = RequestSchema.safeParse(raw);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.');
    throw new LineError(
      'invalid-input',
      `${where === '' || where === undefined ? 'line' : where}: accepted: {"id","text"}`,
    );
  }
  const { verdict, findings, text } = guard(parsed.data.text);
  return [{ id: parsed.data.id, verdict, findings, text }];
}

await runProgram(async () => {
  const { values, positionals } = readFlags({ stage: { type: 'string' } }, ACCEPTED);
  refuseExtra(positionals, ACCEPTED);
  const guard = GUARDS.get(values.stage ?? '');
  if (guard === undefined)
    throw new UsageError(`--stage ${values.stage ?? '(missing)'}: accepted: ${ACCEPTED}`);
  for await (const line of answerLines(process.stdin, (value) => guardLine(guard, value)))
    await printLine(line);
  return 0;
});
