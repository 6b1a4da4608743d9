import type { Claim, Source } from '../../contract/output';
import { normalise } from './normalise';

/** A passage of a claim that repeats a source, the sources that hold it, and the words that lead to it. */
export interface Passage {
  readonly text: string;
  readonly holders: readonly number[];
  readonly lead: string;
}

/** A claim taken apart: what it says itself, what it repeats, and words in quotation marks that it does not cite. */
export interface Parted {
  readonly own: string;
  readonly passages: readonly Passage[];
  readonly uncited: string | null;
}

const OPENS = /(?:["«»]|[:;] |^(?:This issue|Subtask) )$/u;
const CLOSES = /^(?: ?\.\.\.)?\s{0,2}(?:["«»;]|\.(?: |$)|$)/u;
/** An item of a checklist may have what answers it behind it. */
const ITEM = /(?:^|[.!?] )To check: $/u;
const LOOK_BACK = 14;
const BLANK = ' ; ';
const MARKED = /["«»]([^"«»]{1,600})["«»]/gu;
const MIN_WORDS = 2;

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where a quote stands as a quote: behind an opening mark or a colon, up to a closing mark or the end. */
function placeOf(text: string, quote: string): Place | null {
  for (let start = text.indexOf(quote); start >= 0; start = text.indexOf(quote, start + 1)) {
    const end = start + quote.length;
    const before = text.slice(Math.max(0, start - LOOK_BACK), start);
    const isClosed = CLOSES.test(text.slice(end, end + 6));
    if (ITEM.test(before) || (OPENS.test(before) && isClosed)) return { start, end };
  }
  return null;
}

interface Quoted {
  readonly source: number;
  readonly quote: string;
}

const holdersOf = (text: string, quotes: readonly Quoted[]): readonly number[] =>
  quotes.filter(({ quote }) => quote.includes(text)).map(({ source }) => source);

/** Stands in for a character that was taken out, so that the others keep their places. */
const TAKEN = '\0';

/** Every place of a claim where one of its quotes stands as such; the longest quotes are looked for first. */
function quotedPlaces(text: string, quotes: readonly Quoted[]): readonly Place[] {
  const places: Place[] = [];
  let left = text;
  for (const { quote } of [...quotes].sort((a, b) => b.quote.length - a.quote.length)) {
    const place = placeOf(left, quote);
    if (place === null) continue;
    places.push(place);
    left = left.slice(0, place.start) + TAKEN.repeat(quote.length) + left.slice(place.end);
  }
  return places;
}

/** Words between quotation marks that are no whole quote, at least two. */
function markedPlaces(text: string, taken: readonly Place[]): readonly Place[] {
  return [...text.matchAll(MARKED)].flatMap((match) => {
    const inside = String(match[1]);
    const start = match.index + 1 + (inside.length - inside.trimStart().length);
    const place = { start, end: start + inside.trim().length };
    const isTaken = taken.some((other) => other.start < place.end && place.start < other.end);
    return isTaken || inside.trim().split(' ').length < MIN_WORDS ? [] : [place];
  });
}

/** Takes a claim apart. Everything is normalised. */
export function partsOf(claim: Claim): Parted {
  const text = normalise(claim.text);
  const quotes = claim.citations
    .map(({ source, quote }) => ({ source, quote: normalise(quote) }))
    .filter(({ quote }) => quote !== '');
  const quoted = quotedPlaces(text, quotes);
  const places = [...quoted, ...markedPlaces(text, quoted)].sort((a, b) => a.start - b.start);
  const passages: Passage[] = [];
  const own: string[] = [];
  let end = 0;
  for (const place of places) {
    const lead = text.slice(end, place.start);
    const said = text.slice(place.start, place.end);
    passages.push({ text: said, holders: holdersOf(said, quotes), lead });
    own.push(lead, BLANK);
    end = place.end;
  }
  const uncited = passages.find(({ holders }) => holders.length === 0)?.text ?? null;
  return { own: [...own, text.slice(end)].join(''), passages, uncited };
}

/** What a citation lends a claim: its quote and what Jira itself says of the source (author, time, label, key). */
export const backingOf = (quote: string, source: Source): string =>
  [quote, source.label, source.author, source.at, source.issueKey]
    .filter((part) => part !== null)
    .join(' ; ');
