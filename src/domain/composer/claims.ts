import type { Claim, Source } from '../../contract/output';
import { shorten, type Sentence } from './sentences';

/** A claim before it has its number. */
export type ClaimDraft = Omit<Claim, 'number' | 'struck' | 'struckBy' | 'was'>;

const day = (at: string): string => at.slice(0, 10);

/** Who said it and when, from Jira's own data: `Ben Fischer, 2026-11-02`. */
export function attribution(source: Source): string {
  const who = source.author ?? source.label;
  return source.at === null ? who : `${who}, ${day(source.at)}`;
}

/** The quote on one line, in quotation marks; with an ellipsis where the sentence goes on. */
export const inMarks = ({ quote, isCut }: Pick<Sentence, 'quote' | 'isCut'>): string =>
  `“${quote.replace(/\s+/gu, ' ')}${isCut ? ' …' : ''}”`;

/** ISO times to the minute, as people read them: `2026-11-19 09:26 UTC`. */
const readable = (text: string): string =>
  text.replace(/(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?Z/gu, '$1 $2 UTC');

const cite = ({ source, quote }: Sentence): Claim['citations'][number] => ({ source: source.number, quote });

/** Says what a sentence says, in its own words, with who said it: nothing is inferred (R049, R057). */
export const quoted = (sentence: Sentence, lead = ''): ClaimDraft => ({
  text: `${lead}${attribution(sentence.source)}: ${inMarks(sentence)}`,
  citations: [cite(sentence)],
});

/** The same for the items of a list, which one person wrote in one place: one claim, each item quoted and cited. */
export const quotedList = (items: readonly [Sentence, ...Sentence[]], lead: string): ClaimDraft => ({
  text: `${lead}${attribution(items[0].source)}: ${items.map(inMarks).join('; ')}`,
  citations: items.map(cite),
});

/** `2026-11-02 09:33 UTC, Ben Fischer`: when it was said or done, to the minute, and by whom. */
function moment(source: Source): string {
  const at = String(source.at);
  return `${day(at)} ${at.slice(11, 16)} UTC, ${source.author ?? source.label}`;
}

/** The same as an event, with its time. Only for a source that has one. */
export const told = (sentence: Sentence): ClaimDraft => ({
  text: `${moment(sentence.source)}: ${inMarks(sentence)}`,
  citations: [cite(sentence)],
});

const MAX_VALUE = 200;

const beginning = (source: Source): string => shorten(source.text.trim(), MAX_VALUE);

const valueClaim = (source: Source, lead: string): ClaimDraft => {
  const quote = beginning(source);
  return { text: `${lead}${readable(quote)}`, citations: [{ source: source.number, quote }] };
};

/** Says what a field holds: `Environment: VPN gateway eu-2`. */
export const fieldClaim = (source: Source): ClaimDraft => valueClaim(source, `${source.label}: `);

/** Of a request's type its name alone: what the portal says to explain it is about no request. */
const shortValue = (source: Source): string => {
  const whole = beginning(source);
  return source.kind === 'request' ? whole.replace(/: .{0,300}$/su, '') : whole;
};

/** Says what several short fields hold, in one line: `Status: Open. Severity: High.` One citation a field. */
export const stateClaim = (sources: readonly Source[]): ClaimDraft => ({
  text: sources
    .map((source) => `${source.label}: ${shortValue(source)}`)
    .map((told) => (/[.!?]$/u.test(told) ? told : `${told}.`))
    .join(' '),
  citations: sources.map((source) => ({ source: source.number, quote: shortValue(source) })),
});

/** Says what one person changed in one moment, and when. Only for sources that have a time. */
export const changeClaim = (changes: readonly [Source, ...Source[]]): ClaimDraft => ({
  text: `${moment(changes[0])}: ${changes.map(beginning).join('; ')}`,
  citations: changes.map((source) => ({ source: source.number, quote: beginning(source) })),
});

/** Says what a link of the issue is: `This issue blocks INC-7: Router (Open)`. */
export const linkClaim = (source: Source): ClaimDraft => valueClaim(source, 'This issue ');

export const subtaskClaim = (source: Source): ClaimDraft => valueClaim(source, 'Subtask ');

/** A file's name and size, without its media type. */
const fileName = (source: Source): string =>
  beginning(source).replace(/, [\w.+-]{1,60}\/[\w.+-]{1,80}$/u, '');

/** Says which files are there, and whose; nothing of what is in them. */
export const attachmentsClaim = (sources: readonly Source[]): ClaimDraft => ({
  text: `Attachments: ${sources.map((source) => `${fileName(source)} (${attribution(source)})`).join('; ')}`,
  citations: sources.map((source) => ({ source: source.number, quote: fileName(source) })),
});

/** Says how a service-level goal stands: `SLA. Time to resolution: goal 8 h, …`. */
export const goalClaim = (source: Source): ClaimDraft => valueClaim(source, 'SLA. ');

/** Says one line of a source that lists figures or values, under the source's name. */
export const lineClaim = (source: Source, line: string): ClaimDraft => {
  const quote = shorten(line, 2 * MAX_VALUE);
  return { text: `${source.label}: ${readable(quote)}`, citations: [{ source: source.number, quote }] };
};

const MAX_FORM_LINE = 150;

/** Says what was filled in a form, one citation a line: `Request form: Model: Laptop; Manager: Kim Dahl`. At most six lines. */
export function formClaim(source: Source, lines: readonly string[]): ClaimDraft {
  const quotes = lines.map((line) => shorten(line, MAX_FORM_LINE));
  return {
    text: `${source.label}: ${quotes.map(readable).join('; ')}`,
    citations: quotes.map((quote) => ({ source: source.number, quote })),
  };
}

/** The field sources with one of these labels, in the order asked for. */
export const fieldsNamed = (sources: readonly Source[], labels: readonly string[]): readonly Source[] =>
  labels.flatMap((label) => sources.filter((source) => source.kind === 'field' && source.label === label));

/** The sources of one kind. */
export const ofKind = (sources: readonly Source[], kind: Source['kind']): readonly Source[] =>
  sources.filter((source) => source.kind === kind);

/** The lines of a text that say something. */
export const linesIn = (source: Source): readonly string[] =>
  source.text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.length >= 2);
