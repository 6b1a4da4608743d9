import type { Source } from '../../contract/output';
import { inMarks, linesIn, type ClaimDraft } from './claims';
import { CUES, isAbout } from './cues';
import { sentencesOf, shorten, type Sentence } from './sentences';

const MAX_PART = 200;
const ENDED = /^(?:Status|Resolved at|Resolution) /u;

/** A day is enough to tell when. */
const toDay = (line: string): string => line.replace(/T\d{2}:\d{2}[\d:.]{0,7}Z/gu, '');

/** What helped: a sentence that tells what was done, else the last one that was written. */
function lessonIn(source: Source): Sentence | undefined {
  const [, ...rest] = linesIn(source).filter((line) => !ENDED.test(line));
  const sentences = sentencesOf({ ...source, text: rest.join('\n') });
  return sentences.find((sentence) => isAbout(CUES.tried, sentence)) ?? sentences.at(-1);
}

/** Says how an earlier issue ended: `INC-1819 “VPN slow”: Status Done, resolution Fixed; “Rolled back to 9.1.”` */
export function endOf(source: Source): ClaimDraft {
  const lines = linesIn(source);
  const title = shorten(lines.find((line) => !ENDED.test(line)) ?? source.text.trim(), MAX_PART);
  const ended = lines.filter((line) => ENDED.test(line)).map((line) => shorten(line, MAX_PART));
  const lesson = lessonIn(source);
  const said = lesson === undefined ? [] : [lesson];
  const end = [...ended.map(toDay), ...said.map(inMarks)].join('; ');
  return {
    text: `${source.issueKey} “${title}”${end === '' ? '' : `: ${end}`}`,
    citations: [title, ...ended, ...said.map(({ quote }) => quote)].map((quote) => ({
      source: source.number,
      quote,
    })),
  };
}
