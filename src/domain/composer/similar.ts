import type { Source } from '../../contract/output';
import { inMarks, linesIn, type ClaimDraft } from './claims';
import { CUES, isAbout } from './cues';
import { read } from './rank';
import { sentencesOf, shorten, type Sentence } from './sentences';

const MAX_PART = 200;
const ENDED = /^(?:Status|Resolved at|Resolution) /u;

/** A day is enough to tell when. */
const toDay = (line: string): string => line.replace(/T\d{2}:\d{2}[\d:.]{0,7}Z/gu, '');

const MAX_LESSON = 200;
const MAX_LESSONS = 2;

/** What helped: a sentence that tells what was done, else the last ones that were written; none on who takes the ticket. */
function lessonsIn(source: Source): readonly Sentence[] {
  const [, ...rest] = linesIn(source).filter((line) => !ENDED.test(line));
  const sentences = sentencesOf({ ...source, text: rest.join('\n') }).filter(
    (sentence) => read(sentence).worded > -1,
  );
  const done = sentences.find((sentence) => isAbout(CUES.tried, sentence));
  if (done !== undefined) return [done];
  const last = sentences.slice(-MAX_LESSONS);
  const length = last.reduce((sum, { quote }) => sum + quote.length, 0);
  return length <= MAX_LESSON ? last : last.slice(-1);
}

/** Says how an earlier issue ended: `INC-1819 “VPN slow”: Status Done, resolution Fixed; “Rolled back to 9.1.”` */
export function endOf(source: Source): ClaimDraft {
  const lines = linesIn(source);
  const title = shorten(lines.find((line) => !ENDED.test(line)) ?? source.text.trim(), MAX_PART);
  const ended = lines.filter((line) => ENDED.test(line)).map((line) => shorten(line, MAX_PART));
  const said = lessonsIn(source);
  const end = [...ended.map(toDay), ...said.map(inMarks)].join('; ');
  return {
    text: `${source.issueKey} “${title.replace(/\s+/gu, ' ')}”${end === '' ? '' : `: ${end}`}`,
    citations: [title, ...ended, ...said.map(({ quote }) => quote)].map((quote) => ({
      source: source.number,
      quote,
    })),
  };
}
