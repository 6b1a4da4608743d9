import type { Finding } from './finding';
import { findEncoded } from './injection-decode';
import { findDisguises } from './injection-disguise';
import { DEMAND_PHRASES } from './injection-demand';
import { GATE_PHRASES } from './injection-gate';
import { findHidden } from './injection-hidden';
import { LANGUAGE_PHRASES, LANGUAGE_WORDS } from './injection-languages';
import { ENGLISH_WORDS } from './injection-lexicon';
import { MARKER_PATTERNS } from './injection-markers';
import { PERSONA_PHRASES, PERSONA_WORDS } from './injection-persona';
import { READER_PHRASES } from './injection-reader';
import { READER_LANGUAGE_PHRASES, READER_WORDS } from './injection-reader-languages';
import { STEER_PHRASES } from './injection-steer';
import { compilePhrases, findPhrases, type PhraseHit } from './injection-phrases';
import { SCRIPT_PATTERNS, UNSPACED_SCRIPT, type WeightedPattern } from './injection-scripts';
import { TURN_PHRASES } from './injection-turn';
import { readWords } from './injection-words';
import { toView, type TextView } from './text-view';

const PHRASES = [
  ...TURN_PHRASES,
  ...DEMAND_PHRASES,
  ...GATE_PHRASES,
  ...STEER_PHRASES,
  ...READER_PHRASES,
  ...PERSONA_PHRASES,
  ...LANGUAGE_PHRASES,
  ...READER_LANGUAGE_PHRASES,
];
const WORDS = { ...ENGLISH_WORDS, ...PERSONA_WORDS, ...LANGUAGE_WORDS, ...READER_WORDS };
const BOOK = compilePhrases(PHRASES, WORDS);

/** What can be told of these rules: one line a rule, and the words that they are made of. */
export const INJECTION_RULES: readonly string[] = [
  ...PHRASES.map(({ id, weight, phrase }) => `${id} ${weight} ${phrase}`),
  ...[...MARKER_PATTERNS, ...SCRIPT_PATTERNS].map(
    ({ id, weight, pattern }) => `${id} ${weight} ${String(pattern)}`,
  ),
  ...Object.entries(WORDS).map(([name, words]) => `${name} ${words}`),
];

/** What the different rules of one passage must weigh together, and how far a passage reaches in UTF-16 units. */
const ENOUGH = 3;
const PASSAGE = 700;

const QUOTES = /^["'`\u2018-\u201F\u00AB\u00BB\u300C\u300D]$/u;

/** Words about an attack, as a report quotes them, weigh one less than the attack. */
const isQuoted = (text: string, { start, end }: PhraseHit): boolean =>
  QUOTES.test(text.charAt(start - 1)) &&
  QUOTES.test(text.charAt(end)) &&
  /^ [a-z]/u.test(text.slice(end + 1, end + 3));

/** What a rule says, in whatever language: words that two languages share must not count twice. */
const meaningOf = (ruleId: string): string => ruleId.replace(/-[a-z]{2}$/u, '');

/** The hits of the passages in which different rules weigh enough together. Takes hits in any order. */
function weigh(hits: readonly PhraseHit[]): readonly PhraseHit[] {
  const inOrder = [...hits].sort((a, b) => a.start - b.start);
  const kept: PhraseHit[] = [];
  const heaviest = new Map<string, PhraseHit>();
  let keptUntil = 0;
  inOrder.forEach((hit, at) => {
    const meaning = meaningOf(hit.ruleId);
    const before = heaviest.get(meaning);
    const isNearer =
      before === undefined || hit.start - before.start > PASSAGE || hit.weight >= before.weight;
    if (isNearer) heaviest.set(meaning, hit);
    let sum = 0;
    for (const held of heaviest.values()) if (hit.start - held.start <= PASSAGE) sum += held.weight;
    if (sum < ENOUGH) return;
    const near = inOrder.slice(keptUntil, at + 1).filter((other) => hit.start - other.start <= PASSAGE);
    kept.push(...near);
    keptUntil = at + 1;
  });
  return kept;
}

const hitsOf = (patterns: readonly WeightedPattern[], view: TextView): readonly PhraseHit[] =>
  patterns.flatMap(({ id, weight, pattern }) =>
    [...view.text.matchAll(pattern)].map((match) => ({
      ruleId: id,
      weight,
      ...view.toOriginal(match.index, match.index + match[0].length),
    })),
  );

/**
 * Text that speaks to a model instead of about the work: as spans of the text as it came. It finds what is said openly, also in
 * other languages and behind disguises; wording that only implies an order is not found by any rule, which is why no engine has
 * a tool or a right to act (design, first law). Hostile input: any string is taken, in linear time.
 */
export function findInjection(text: string): readonly Finding[] {
  const view = toView(text);
  const words = readWords(text);
  const hits = [
    ...findPhrases(BOOK, words),
    ...hitsOf(MARKER_PATTERNS, view),
    ...(UNSPACED_SCRIPT.test(text) ? hitsOf(SCRIPT_PATTERNS, view) : []),
    ...findDisguises(text, words),
    ...findEncoded(text),
    ...findHidden(text),
  ].map((hit) => (isQuoted(text, hit) ? { ...hit, weight: hit.weight - 1 } : hit));
  return weigh(hits).map(({ ruleId, start, end }) => ({ check: 'injection', ruleId, start, end }));
}
