import type { Source } from '../../contract/output';
import { isShortForm } from './lemmas';
import { normalise } from './normalise';
import { fold } from './words';

/** A sentence longer than this on either side of a quote is cut there. */
const REACH = 300;

const ENDS_BEFORE = /(?:[.!?;]["')]?\s|\n)\s{0,4}$/u;
const LAST_WORD = /(\p{L}{1,12})\.\s{1,4}$/u;
const END = /[.!?;]["')]?(?=\s|$)|\n/u;

/** Whether a sentence begins behind `text`; a short form’s full stop ends none (`Cust. calls`). */
function isEndOfSentence(text: string): boolean {
  if (!ENDS_BEFORE.test(text)) return false;
  const [, word] = LAST_WORD.exec(text) ?? [];
  return word === undefined || !isShortForm(fold(word));
}

function startOfSentence(text: string, at: number): number {
  const lowest = Math.max(0, at - REACH);
  for (let start = at; start > lowest; start -= 1)
    if (isEndOfSentence(text.slice(Math.max(lowest, start - 24), start))) return start;
  return lowest;
}

function endOfSentence(text: string, at: number): number {
  // A quote that ends with its sentence does not reach into the next.
  const end = END.exec(text.slice(Math.max(0, at - 1), at + REACH));
  return end === null ? Math.min(text.length, at + REACH) : Math.max(at, at - 1 + end.index + end[0].length);
}

/**
 * The sentences of a source in which a quote stands, first place first: what says whether the quote is a plan, a question or
 * a condition, and of whom it speaks. The quote itself where it does not stand in the source as it is written.
 */
export function sentenceAround(quote: string, source: Source): string {
  const isAsWritten = source.text.includes(quote);
  const text = isAsWritten ? source.text : normalise(source.text);
  const wanted = isAsWritten ? quote : normalise(quote);
  const at = text.indexOf(wanted);
  return at < 0 ? quote : text.slice(startOfSentence(text, at), endOfSentence(text, at + wanted.length));
}
