import type { Source } from '../../contract/output';
import { cut } from '../packet/draft';
import { linesOf } from './lines';

/** A sentence of a source, as a quote that stands in it. */
export interface Sentence {
  readonly source: Source;
  readonly quote: string;
  /** Its place among the sentences of its source, from 0. */
  readonly position: number;
  /** The heading that it stands under, in lower case; empty where none. */
  readonly heading: string;
  readonly isLog: boolean;
  /** Whether the sentence goes on after the quote. */
  readonly isCut: boolean;
}

const MAX_QUOTE = 320;
const MAX_LOG_QUOTE = 160;
const MIN_WORDS = 3;
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Ends of segments that end no sentence: an initial, or a common short form. */
const SHORT_FORM =
  /(?:^|[\s(])(?:\p{Lu}|[Ee]\.g|[Ii]\.e|[Mm]r|[Mm]rs|[Dd]r|[Nn]o|vs|rev|fig|approx|ca|resp|incl|cf|etc|al|Nr|z\.B|bzw)\.\s{1,4}$/u;

/** A sentence that means nothing without the one before it. */
const LEANS =
  /^(?:\p{L}{1,20} ){1,4}(?:in|of|from|for) (?:it|them)\b|^(?:at|in|on|by|for|with|from|during|after) (?:\p{L}{1,20} ){1,3}(?:that|this|it) (?:is|was|would|will|has)\b|^(?:it|its|this|that|these|those|they|them|their|he|she|both|all \d{1,6}|none of|otherwise|the former|the latter|same|i (?:do not|don[’']t|could not|couldn[’']t|cannot|can[’']t) (?:know|find|say|tell|reproduce))\b/iu;
/** What follows on the line is about that other issue, and not about this one. */
const OF_ANOTHER =
  /\b(?:comparable|similar|same as|like (?:in)?|earlier|previous|see also|compare|in)\b.{0,40}\b[A-Z][A-Z0-9]{1,9}-\d{1,7}\b/iu;
const MAX_JOINED = 300;

/** Whether a bracket that it opens is closed in what comes after it. */
const opensBracket = (text: string): boolean => text.lastIndexOf('(') > text.lastIndexOf(')');

const isOpen = (before: string, part: string): boolean =>
  SHORT_FORM.test(before) ||
  !/\s$/u.test(before) ||
  (before.length + part.length <= MAX_JOINED &&
    !isCourtesy(before.trim()) &&
    (LEANS.test(part) || OF_ANOTHER.test(before) || (opensBracket(before) && part.includes(')'))));

/**
 * Splits a line by Unicode's sentence rules (UAX #29). A part that ends in a short form goes on; one that leans on the sentence
 * before it, or on another issue that this one names, stays with it, so that no quote stands out of its context. An address is never split.
 */
function split(line: string): readonly string[] {
  const parts: string[] = [];
  // A wrapped line is one text to the rules, which would end a sentence at every line feed.
  for (const {
    index,
    segment: { length },
  } of segmenter.segment(line.replaceAll('\n', ' '))) {
    const segment = line.slice(index, index + length);
    const before = parts.at(-1);
    if (before !== undefined && isOpen(before, segment)) parts[parts.length - 1] = before + segment;
    else parts.push(segment);
  }
  return parts;
}

const GREETING =
  /^(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen)|bonjour|hola|ciao|moin)\b(?:\s@?[\p{L}.'-]{1,30}){0,3}\s?(?:[,!:.]{1,3}|[-–—]\s)\s{0,4}/iu;
const LONE_GREETING =
  /^(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening|day)|hallo|guten (?:tag|morgen)|bonjour|hola|ciao|moin)\b(?:\s@?[\p{L}.'-]{1,30}){0,3}[,!:.]{0,3}$/iu;
const MENTION = /^@[\w.-]{1,60}[,:]?\s{1,4}/u;
const COURTESY =
  /^(?:(?:many |big |ok,? )?(?:thanks|thank you|thx)|cheers|danke|vielen dank|merci|gracias|obrigad[oa]|grazie|no problem|you(?:'|’)re welcome|welcome|have a (?:nice|good|great)|(?:kind|best|warm) (?:regards|wishes)|sorry for|looking forward|please let (?:me|us) know|let (?:me|us) know|any (?:news|updates?|comments?|thoughts|preference|feedback|ideas?))\b/iu;
/** Thanks with a word before it: `Perfect, thanks a lot!` */
const THANKS = /^(?:\p{L}{2,15}[,.!]{0,3} ){1,2}(?:thanks|thank you|danke|merci|gracias)\b/iu;
const MAX_COURTESY_WORDS = 16;

const countWords = (text: string): number => text.split(/\s+/u).length;
/** Scripts that put no space between words. */
export const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]{6}/u;

/** Takes off whom it greets: `Hi Ben, the link is down.` says the latter. */
const withoutGreeting = (text: string): string => text.replace(GREETING, '').replace(MENTION, '');

const isCourtesy = (text: string): boolean =>
  LONE_GREETING.test(text) ||
  ((COURTESY.test(text) || THANKS.test(text)) &&
    countWords(text) <= MAX_COURTESY_WORDS &&
    !/\p{Nd}/u.test(text));

/** A picture in wiki markup and nothing else. */
const PICTURE = /^!.{1,200}\.(?:png|jpe?g|gif|bmp|webp|svg|tiff?|mp4|mov)(?:\|.{1,80})?!$/iu;

function isProse(text: string, heading: string): boolean {
  if (!/\p{L}{2}/u.test(text) || /:$|^https?:\S*$/u.test(text)) return false;
  if (isCourtesy(text) || PICTURE.test(text)) return false;
  return heading !== '' || UNSPACED.test(text) || countWords(text) >= MIN_WORDS;
}

/** The text, cut at the last space before the length so that no word is halved. */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const short = cut(text, length);
  const space = short.lastIndexOf(' ');
  return (space > length / 2 ? short.slice(0, space) : short).trim();
}

/**
 * The sentences of a source: line by line, then by Unicode's rules. Greetings, thanks, signatures, quoted mail, code and dumps
 * are left out, and so are fragments, but for the items of a list under a heading. A line of a log is one sentence, shortened.
 */
export function sentencesOf(source: Source): readonly Sentence[] {
  const found: Sentence[] = [];
  for (const { text, isLog, heading } of linesOf(source.text)) {
    for (const part of isLog ? [text] : split(text)) {
      const whole = isLog ? part : withoutGreeting(part.trim());
      const quote = shorten(whole, isLog ? MAX_LOG_QUOTE : MAX_QUOTE);
      const isCut = quote.length < whole.length;
      if (isLog || isProse(quote, heading))
        found.push({ source, quote, position: found.length, heading, isLog, isCut });
    }
  }
  return found;
}

const PROSE_KINDS: ReadonlySet<Source['kind']> = new Set(['description', 'comment']);

/** All sentences that people wrote on the issue itself, in source order. */
export const proseOf = (sources: readonly Source[]): readonly Sentence[] =>
  sources.filter((source) => PROSE_KINDS.has(source.kind)).flatMap(sentencesOf);
