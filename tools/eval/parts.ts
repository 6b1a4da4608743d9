import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What decides the figures, and where it stands: a change of any of it needs a new look at the figures (R315). */
const PLACES = {
  corpus: ['tools/eval/corpus'],
  prompts: ['src/domain/model'],
  templates: ['src/domain/policy/default-templates.ts'],
  guardrails: ['src/domain/guardrails'],
  grounding: ['src/domain/grounding', 'src/domain/output'],
  composer: ['src/domain/composer'],
} as const;

const isCounted = (name: string): boolean =>
  name.endsWith('.jsonl') || (name.endsWith('.ts') && !/(?:^|\/)testing\.ts$|\.test\.ts$/u.test(name));

function filesUnder(root: string, place: string): readonly string[] {
  if (statSync(join(root, place)).isFile()) return [place];
  return readdirSync(join(root, place), { recursive: true, encoding: 'utf8' })
    .map((name) => `${place}/${name.replaceAll('\\', '/')}`)
    .filter(isCounted)
    .sort();
}

/** A file without what changes nothing: comments, types and line ends. */
function essenceOf(root: string, file: string): string {
  const text = readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n');
  if (!file.endsWith('.ts')) return text;
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ES2022,
      newLine: ts.NewLineKind.LineFeed,
      removeComments: true,
    },
  });
  return outputText.replace(/\s+/gu, ' ');
}

function digestOfPlaces(root: string, places: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of places.flatMap((place) => filesUnder(root, place)))
    hash.update(`${file}\0${essenceOf(root, file)}\0`);
  return hash.digest('hex').slice(0, 16);
}

/**
 * A digest of each part (the first 16 hex digits of a SHA-256), from the sources below `root`. Comments, types and spaces do not
 * count. Raises the error of the file system where a place is missing.
 */
export const digestsOfParts = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(PLACES).map(([part, places]) => [part, digestOfPlaces(root, places)]));
