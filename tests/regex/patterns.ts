import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');

/** A native pattern of `src`, and the place that it comes from: `src/domain/guardrails/unicode.ts:18`. */
export interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly place: string;
}

/** What the sources hold: patterns as literals, and the places where others are built at run time. */
export interface InSources {
  readonly literals: readonly Pattern[];
  readonly built: readonly string[];
}

const isBuilder = (node: ts.Node): boolean =>
  (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
  ts.isIdentifier(node.expression) &&
  node.expression.text === 'RegExp';

/** Reads one file's text with TypeScript's own parser, so nothing in a comment or a string is taken for a pattern. */
export function patternsIn(text: string, file: string): InSources {
  const literals: Pattern[] = [];
  const built: string[] = [];
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const visit = (node: ts.Node): void => {
    const place = `${file}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      literals.push({ source: node.text.slice(1, end), flags: node.text.slice(end + 1), place });
    }
    if (isBuilder(node)) built.push(place);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return { literals, built };
}

/** Every native pattern below `src`, tests and what only tests use left out. */
export function patternsOfSources(): InSources {
  const found = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|(?:^|\/)(?:testing|fakes|suites)\b/u.test(name))
    .sort()
    .map((name) => patternsIn(readFileSync(join(ROOT, 'src', name), 'utf8'), `src/${name}`));
  return {
    literals: found.flatMap(({ literals }) => literals),
    built: found.flatMap(({ built }) => built),
  };
}

/** Where in `src` the code stands that asked for a pattern; null when it was somebody else, a library for one. */
function callerIn(stack: string): string | null {
  const line = stack.split('\n').find((one) => one.includes(`${ROOT}/`) && !one.includes(__filename));
  const [, place] = /\/(src\/[^:()]+\.ts:\d+):\d+\)?$/u.exec(line ?? '') ?? [];
  return place === undefined || line?.includes('node_modules') === true ? null : place;
}

/**
 * Does something while every pattern that code of `src` builds with `RegExp(…)` is noted. Modules count only when `act` is the
 * first to import them.
 */
export async function patternsBuiltBy(act: () => Promise<void>): Promise<readonly Pattern[]> {
  const Native = globalThis.RegExp;
  const noted: Pattern[] = [];
  const note = (made: RegExp): RegExp => {
    const place = callerIn(new Error().stack ?? '');
    if (place !== null) noted.push({ source: made.source, flags: made.flags, place });
    return made;
  };
  globalThis.RegExp = new Proxy(Native, {
    construct: (target, [source, flags]: [string, string]) => note(new target(source, flags)),
    apply: (target, _self, [source, flags]: [string, string]) => note(target(source, flags)),
  });
  try {
    await act();
  } finally {
    globalThis.RegExp = Native;
  }
  return noted;
}
