/** A line of a source that may be quoted: prose, or a line of a log that names a failure. */
export interface Line {
  readonly text: string;
  readonly isLog: boolean;
  /** The heading that it stands under, in lower case; empty where none. */
  readonly heading: string;
}

/** A bullet or a number with its dot, never a figure: `40 users wait` keeps its 40. */
const LIST_MARK = /^(?:[-*•–]{1,3}|\d{1,3}[.)])\s{1,4}(?:[-*•]\s{1,4})?/u;
const HEADING_MARK = /^(?:#{1,6}\s{1,4}|h[1-6]\.\s{1,4}|\*(?=\S[^*]{0,60}\*:?$))/u;
const WIKI_HEADING = /^h[1-6]\.\s{1,4}/u;
const FENCE = /```|\{(?:code|noformat|quote)\b[^}]{0,80}\}/gu;

/** Where mail programs begin the text that is answered, and what they add below a mail. */
const MAIL_TAIL =
  /^(?:-{2,20}\s?(?:Original Message|Forwarded message|Ursprüngliche Nachricht)|On .{4,120} wrote:$|Am .{4,120} schrieb .{2,80}:$|Le .{4,120} a écrit\s?:$|From: .{2,200}$|Von: .{2,200}$|_{10,})/iu;
const MAIL_HEADER = /^(?:from|sent|to|cc|date|subject|von|gesendet|an|datum|betreff): /iu;
const SIGN_OFF =
  /^(?:(?:with )?(?:best|kind|warm|many)? ?(?:regards|wishes)|best|cheers|sincerely|yours (?:sincerely|truly)|thanks(?: and regards| in advance| again)?|thank you|thx|br|mfg|(?:mit )?(?:freundlichen|viele|beste) grüße?n?|cordialement|saludos|un saludo|atentamente)[,.! ]{0,3}$/iu;
const SENT_FROM = /^(?:--|sent from my |get outlook for |this e-?mail (?:and|is|may|contains)|von meinem )/iu;
/** A sign-off ends a comment when so few lines follow it; later ones may be a text of their own. */
const MAX_SIGNATURE_LINES = 8;

const FRAME =
  /^(?:at [\w$.<>/]{3,200}\(|\.{3} \d{1,4} (?:more|common)|File ".{1,200}", line \d|Traceback \(most recent|goroutine \d{1,6} \[)/u;
/** A line of a listing of files, or a remark in a script. */
const LISTED =
  /^(?:[-dl][rwx-]{9}\b|[ADMRCU?!]\s{1,8}(?:\+\s{1,4})?\S{1,400}\/\S{1,400}$|\/?[\w.-]{1,80}(?:\/[\w.-]{1,80}){1,12}$|[-dl][rwx-]{8}-|# |\/\/ |\/\*)/u;
/** A row of a table in wiki markup: without its head it says nothing. */
const TABLE_ROW = /^\|.{0,2000}\|$/u;
const STAMPED = /^\[?\d{4}[-/]\d{2}[-/]\d{2}[T ,]{1,2}\d{2}:\d{2}/u;
const LEVELLED =
  /^(?:\[|<)?(?:ERROR|WARN|WARNING|INFO|DEBUG|TRACE|FATAL|SEVERE|CRITICAL|NOTICE)(?:\]|>)?[:\s[]/u;
const EXCEPTION = /^(?:Caused by: |Exception in thread |[a-z]\w{0,40}\.[\w.$]{3,160}(?:Exception|Error)\b)/u;
const CODE =
  /(?:^(?:import|package|public|private|protected|def|function|class|const|let|var|return|#include|@@|diff --git|\+{3}|<\/?\w{1,40})[\s(/>]|<!--|-->|<\?xml|[;{}]$|^[{}[\]]|=>|\$ )/u;
const FAILURE =
  /\b(?:ERROR|FATAL|SEVERE|CRITICAL|Exception|Caused by|panic|refused|timed out|timeout|failed|failure|denied|unreachable|Error)\b/u;
const SYMBOLS = /[^\p{L}\p{N}\s.,:;'"()\-“”‘’?!]/gu;
const MAX_SYMBOLS = 0.14;
const MIN_DUMP = 24;

const isDump = (text: string): boolean =>
  text.length >= MIN_DUMP && (text.match(SYMBOLS) ?? []).length / text.length > MAX_SYMBOLS;

type Kind = 'prose' | 'log' | 'noise';

function kindOfLine(text: string): Kind {
  if (FRAME.test(text) || LISTED.test(text) || TABLE_ROW.test(text)) return 'noise';
  if (STAMPED.test(text) || LEVELLED.test(text) || EXCEPTION.test(text))
    return FAILURE.test(text) ? 'log' : 'noise';
  return CODE.test(text) || isDump(text) ? 'noise' : 'prose';
}

/** What a heading of a ticket is about; without such a word a short line is an item of a list. */
const HEADING_WORD =
  /\b(?:impact|symptoms?|problem|issue|summary|background|measure(?:ments?|d)|baseline|changed?|cause|reasons?|controls?|stop conditions?|steps|expected|actual|results?|environment|versions?|workarounds?|goals?|options?|alternatives|dependenc(?:y|ies)|decision|approvals?|access|requested|who|end|what is asked|ask(?:ed)?|risks?|costs?|benefits?|plan|next|rollback|backout|validation|tests?|checks?|timeline|history|evidence|questions?|acceptance criteria|scope|auswirkung|ursache|maßnahmen|impacto|causa|pasos)\b/iu;
const MAX_HEADING = 48;
const MAX_HEADING_WORDS = 5;

/** The words of a heading: a marked one, a short one that ends in a colon, or a short one that names what tickets speak of. */
function headingOf(line: string): string | null {
  if (line.length > MAX_HEADING + 8) return null;
  const bare = line.replace(HEADING_MARK, '').replace(/[*:]{1,2}$/u, '');
  if (bare.length > MAX_HEADING || bare.split(/\s+/u).length > MAX_HEADING_WORDS) return null;
  const isMarked = HEADING_MARK.test(line) || line.endsWith(':');
  const isShort = /^\p{Lu}/u.test(bare) && !/[.!?,;:]/u.test(bare) && HEADING_WORD.test(bare);
  return isMarked || isShort ? bare.toLowerCase() : null;
}

/** Whether a line begins a mail's tail or a signature; `after` lines follow it. */
const isEnd = (
  line: string,
  { isFirst, after }: { readonly isFirst: boolean; readonly after: number },
): boolean =>
  MAIL_TAIL.test(line) ||
  (!isFirst && SENT_FROM.test(line)) ||
  (SIGN_OFF.test(line) && after < MAX_SIGNATURE_LINES);

/**
 * Without what answers, signs or forwards: the lines before the first sign of a mail's tail or signature. A mail that was
 * forwarded with nothing before it is the text itself; its headers go.
 */
function body(lines: readonly string[]): readonly string[] {
  const start = lines.findIndex((line) => !MAIL_TAIL.test(line) && !MAIL_HEADER.test(line));
  const rest = lines.slice(Math.max(0, start));
  const end = rest.findIndex((line, at) => isEnd(line, { isFirst: at === 0, after: rest.length - at - 1 }));
  return end < 0 ? rest : rest.slice(0, end);
}

const WRAPPED_AT = 40;

/** Whether a line of prose goes on in the next one, where a mail program wrapped it: long, and it ends in no mark. */
const goesOn = (before: Line | undefined, next: string): before is Line =>
  before !== undefined &&
  before.text.length - before.text.lastIndexOf('\n') > WRAPPED_AT &&
  !/[.!?:;]$/u.test(before.text) &&
  /^\p{Ll}/u.test(next);

/** Wiki headings and bullets that lost their line breaks on the way, as they do in mails and exports. */
const INLINE_MARK = /\s(?=h[1-6]\. \p{L})|\s\*{1,3}\s(?=\S)/gu;
/** A frame of a stack trace in the middle of a line: what stands before it is the last that people wrote. */
const INLINE_FRAME = /\sat [\w$.<>]{3,200}\([\w$.]{1,100}:\d/u;
/** The time stamp of a log with its fraction of a second. */
const INLINE_STAMP = /\s\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}[.,]\d{3}/gu;
const MIN_INLINE = 2;

/** Where a pasted trace or log begins in a line; a single time stamp may be a person's. */
function pasteIn(line: string): number {
  const frame = INLINE_FRAME.exec(line)?.index ?? line.length;
  const stamps = [...line.matchAll(INLINE_STAMP)].map(({ index }) => index);
  return stamps.length < MIN_INLINE ? frame : Math.min(frame, ...stamps);
}

function unfolded(line: string): readonly string[] {
  const text = line.slice(0, pasteIn(line));
  const parts = text.split(INLINE_MARK);
  return parts.length > MIN_INLINE || /\sh[1-6]\. /u.test(text) ? parts.map((part) => part.trim()) : [text];
}

/** What a mail server or an absent person's programme answers: nothing of it is about the matter. */
const AUTO_REPLY =
  /^(?:auto(?:matic|mated)? ?(?:reply|response)|out of office|abwesenheitsnotiz|réponse automatique|respuesta automática|i am (?:currently )?out of (?:the )?office)\b/iu;

/**
 * The lines of a text that may be quoted, hostile input included: no quoted mail, signature, stack frame, code, diff or dump; a
 * line of a log only where it names a failure. Headings are not lines of their own: they stand beside the lines under them.
 */
export function linesOf(text: string): readonly Line[] {
  const found: Line[] = [];
  let heading = '';
  let isFenced = false;
  /** The line of prose just before, where nothing was left out since. */
  let last: Line | undefined;
  const lines = text.split('\n').flatMap((line) => unfolded(line.trim()));
  if (lines.slice(0, 1).some((line) => AUTO_REPLY.test(line))) return [];
  for (const line of body(lines.filter((one) => one !== ''))) {
    const before = last;
    last = undefined;
    const fences = (line.match(FENCE) ?? []).length;
    if (fences % 2 === 1) isFenced = !isFenced;
    if (fences > 0 || line.startsWith('>')) continue;
    const asHeading = isFenced ? null : headingOf(line);
    if (asHeading !== null) {
      heading = asHeading;
      continue;
    }
    const bare = line.replace(LIST_MARK, '').replace(WIKI_HEADING, '');
    const kind = kindOfLine(bare);
    if (kind === 'log') found.push({ text: bare, isLog: true, heading });
    if (kind !== 'prose' || isFenced) continue;
    const isWrapped = bare === line && goesOn(before, bare);
    last = { text: isWrapped ? `${before.text}\n${bare}` : bare, isLog: false, heading };
    if (isWrapped) found.pop();
    found.push(last);
  }
  return found;
}
