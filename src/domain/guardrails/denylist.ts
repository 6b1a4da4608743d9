import { RE2JS } from 're2js';
import type { DenylistEntry } from '../../contract/policy';
import type { Finding } from './finding';
import { findAll, type PatternRule } from './pattern-rule';
import { once } from '../grounding/once';
import { toView, type TextView } from './text-view';

/** Words that have no place in a comment of this app: the model speaking of itself, and handling marks of other papers. */
export const OWN_RULES: readonly PatternRule[] = [
  {
    id: 'denylist-model-voice',
    hints: ['model', 'assistant'],
    pattern:
      /\bas an? (?:ai|artificial intelligence|large language|language)(?: language)? (?:model|assistant)\b/giu,
  },
  { id: 'denylist-prompt', hints: ['system prompt'], pattern: /\b(?:my|the) system prompt\b/giu },
  {
    id: 'denylist-marking',
    hints: ['attorney-client', 'tlp:red', 'do not distribute'],
    pattern: /\b(?:attorney-client privileged|tlp:red|do not distribute)\b/giu,
  },
];

/** An entry of the policy, ready to match: RE2 runs in time linear to the text, whatever the pattern is. */
export interface CompiledDenial {
  readonly ruleId: string;
  /** Why the policy's admins forbid it, in their words. */
  readonly why: string;
  readonly pattern: RE2JS;
}

const FLAGS = RE2JS.CASE_INSENSITIVE;
/** Instructions of the compiled pattern. A text costs at most its length times this, so it bounds the cost of a character. */
const MAX_PROGRAM = 200;
const MAX_KEPT = 200;
const kept = new Map<string, RE2JS>();

function compile(source: string): RE2JS {
  const known = kept.get(source);
  if (known !== undefined) return known;
  const pattern = RE2JS.compile(source, FLAGS);
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= MAX_KEPT) kept.delete(oldest);
  kept.set(source, pattern);
  return pattern;
}

/**
 * Makes the policy's denylist ready to match; a pattern is compiled once for as long as the process lives. Throws re2js's
 * syntax error for a pattern that `whyNotPattern` refuses as not readable, so a policy that was never checked stops the run.
 */
export const compileDenylist = (entries: readonly DenylistEntry[]): readonly CompiledDenial[] =>
  entries.map(({ id, pattern, why }) => ({ ruleId: `denylist-${id}`, why, pattern: compile(pattern) }));

/** Plain words, as most entries are: letters, figures and single signs that no pattern gives a meaning. */
const PLAIN_WORDS = /^(?:\\b)?([A-Za-z0-9_ -]{1,200})(?:\\b)?$/u;

/**
 * Whether a pattern can stand in a text at all: plain words are looked for as such, anything else by re2js's automaton, which says
 * no about eight times faster than the search for places.
 */
function mayStand(pattern: RE2JS, { text }: TextView, lower: () => string): boolean {
  const words = PLAIN_WORDS.exec(pattern.pattern())?.[1];
  return words === undefined ? pattern.test(text) : lower().includes(words.toLowerCase());
}

function findOne({ ruleId, pattern }: CompiledDenial, view: TextView): readonly Finding[] {
  const findings: Finding[] = [];
  const matcher = pattern.matcher(view.text);
  while (matcher.find()) {
    if (matcher.end() === matcher.start()) continue;
    findings.push({ check: 'denylist', ruleId, ...view.toOriginal(matcher.start(), matcher.end()) });
  }
  return findings;
}

/** Every place in a text that the policy's denylist, or the app's own, names. Hostile input, linear time. */
export function findDenied(compiled: readonly CompiledDenial[], text: string): readonly Finding[] {
  const view = toView(text);
  const lower = once(() => view.text.toLowerCase());
  return [
    ...findAll('denylist', OWN_RULES, view),
    ...compiled
      .filter(({ pattern }) => mayStand(pattern, view, lower))
      .flatMap((denial) => findOne(denial, view)),
  ];
}

/** Texts in which a pattern that names something finds nothing: it would match at every place of any output. */
const NOTHING = ['', 'a', ' ', '1', '.', '\n'] as const;

function matchesNothing(pattern: RE2JS): boolean {
  return NOTHING.some((text) => {
    const matcher = pattern.matcher(text);
    return matcher.find() && matcher.end() === matcher.start();
  });
}

/** Why a pattern cannot stand in the denylist, as a sentence for the settings page; null when it can. Takes any string. */
export function whyNotPattern(source: string): string | null {
  if (source.trim() === '') return 'The pattern is empty.';
  if (source.length > 200) return 'The pattern is longer than 200 characters.';
  try {
    const pattern = compile(source);
    if (pattern.programSize() > MAX_PROGRAM)
      return 'The pattern is too large once its repeats are written out: use fewer or smaller repeats.';
    return matchesNothing(pattern)
      ? 'The pattern matches the empty text, so it would match everywhere.'
      : null;
  } catch (error) {
    return `The pattern cannot be read (RE2 syntax, without look-around and back-references): ${reasonOf(error)}.`;
  }
}

/** re2js's words without its name and the flag that it shows as a part of the pattern. */
const reasonOf = (error: unknown): string =>
  String(error)
    .replace(/^.{0,80}error parsing regexp: /u, '')
    .replace('(?i)', '')
    .replaceAll('`', '"')
    .slice(0, 160);
