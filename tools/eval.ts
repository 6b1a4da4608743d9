/** `eval [--json]`: runs the corpora that this project ships over guardrails and grounding. Small; docs name what it leaves out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CaseSchema } from './eval/case';
import { scoreFamily, toTable, type Score } from './eval/score';
import { printLine, readFlags, refuseExtra, runProgram } from './cli/program';

const CORPUS = join(import.meta.dirname, '../../tools/eval/corpus');
const ACCEPTED = '--json';

function scoreFile(file: string): readonly Score[] {
  const lines = readFileSync(join(CORPUS, file), 'utf8').trim().split('\n');
  return scoreFamily(
    file.replace('.jsonl', ''),
    lines.map((line) => CaseSchema.parse(JSON.parse(line))),
  );
}

await runProgram(async () => {
  const { values, positionals } = readFlags({ json: { type: 'boolean' } }, ACCEPTED);
  refuseExtra(positionals, ACCEPTED);
  const scores = readdirSync(CORPUS)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap(scoreFile);
  for (const line of values.json === true ? [JSON.stringify(scores)] : toTable(scores)) await printLine(line);
  return 0;
});
