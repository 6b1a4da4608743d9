/**
 * `eval [--json | --check | --renew [--because WHY]] [--baseline FILE]`: runs the corpora that this project ships over guardrails and grounding.
 * `--check` fails where a figure is lower than the baseline's or what it rests on changed; `--renew` writes the baseline anew,
 * lower figures only with a reason (R315).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  BaselineSchema,
  baselineText,
  changedParts,
  lowerFigures,
  toBaseline,
  type Baseline,
  type Measured,
} from './eval/baseline';
import { digestsOfParts } from './eval/parts';
import { scoreFolder, toTable } from './eval/score';
import { printLine, readFlags, refuseExtra, runProgram, UsageError } from './cli/program';

const ROOT = join(import.meta.dirname, '../..');
const ACCEPTED = '--json, --check, --renew, --because WHY, --baseline FILE';

const readBaseline = (file: string): Baseline => BaselineSchema.parse(JSON.parse(readFileSync(file, 'utf8')));

async function check(measured: Measured, file: string): Promise<number> {
  const baseline = readBaseline(file);
  const lower = lowerFigures(baseline, measured);
  const changed = changedParts(baseline, measured);
  for (const line of lower) await printLine(`lower: ${line}`);
  for (const line of changed) await printLine(`not measured yet: ${line}`);
  if (lower.length + changed.length === 0) {
    await printLine('no figure is lower than the baseline, and nothing that it rests on changed');
    return 0;
  }
  await printLine(
    'mend what got lower; then npm run -s eval -- --renew, and commit the baseline with the change',
  );
  return 1;
}

interface Renewal {
  readonly file: string;
  readonly because: string | undefined;
}

async function renew(measured: Measured, { file, because }: Renewal): Promise<number> {
  const lower = lowerFigures(readBaseline(file), measured);
  for (const line of lower) await printLine(`lower: ${line}`);
  if (lower.length > 0 && because === undefined) {
    await printLine('not renewed: say with --because WHY lower figures are right');
    return 1;
  }
  writeFileSync(file, baselineText(toBaseline(measured, lower.length > 0 ? (because ?? null) : null)));
  await printLine(`renewed: ${measured.scores.length} rows`);
  return 0;
}

await runProgram(async () => {
  const { values, positionals } = readFlags(
    {
      json: { type: 'boolean' },
      check: { type: 'boolean' },
      renew: { type: 'boolean' },
      because: { type: 'string' },
      baseline: { type: 'string' },
    },
    ACCEPTED,
  );
  refuseExtra(positionals, ACCEPTED);
  const chosen = [values.json, values.check, values.renew].filter((flag) => flag === true);
  if (chosen.length > 1) throw new UsageError(`one of them at a time; accepted: ${ACCEPTED}`);
  if (values.because !== undefined && values.renew !== true)
    throw new UsageError(`--because goes with --renew; accepted: ${ACCEPTED}`);
  const scores = scoreFolder(join(ROOT, 'tools/eval/corpus'));
  const measured = { parts: digestsOfParts(ROOT), scores };
  const file = values.baseline ?? join(ROOT, 'tools/eval/baseline.json');
  if (values.check === true) return check(measured, file);
  if (values.renew === true) return renew(measured, { file, because: values.because });
  for (const line of values.json === true ? [JSON.stringify(scores)] : toTable(scores)) await printLine(line);
  return 0;
});
