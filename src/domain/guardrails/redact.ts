import { apply, toEarlier, toMarks, type Edit, type Mark } from './edits';
import type { Finding } from './finding';
import { findAll } from './pattern-rule';
import { findPeople } from './people';
import { PII_RULES } from './pii-rules';
import { SECRET_RULES } from './secret-rules';
import { toView } from './text-view';
import { putFor } from './unicode';
import { findUnseen } from './unicode-find';

const markOf = ({ check, ruleId }: Finding): string =>
  check === 'unicode' ? putFor(ruleId) : `[redacted ${check}]`;

/** What one pass would take out: invisible characters of the text itself, secrets, personal data and names of its view. */
const detectWith =
  (people: readonly string[]) =>
  (text: string): readonly Finding[] => {
    const view = toView(text);
    return [
      ...findAll('secret', SECRET_RULES, view),
      ...findAll('pii', PII_RULES, view),
      ...findPeople(view, people),
      ...findUnseen(text),
    ];
  };

/** Edits in order without overlaps: a span that touches an earlier one widens it, and the earlier one's mark stands. */
function toEdits(findings: readonly Finding[]): readonly Edit[] {
  const edits: Edit[] = [];
  const inOrder = findings
    .map((finding) => ({ start: finding.start, end: finding.end, put: markOf(finding) }))
    .sort((a, b) => a.start - b.start);
  for (const edit of inOrder) {
    const last = edits.at(-1);
    if (last === undefined || edit.start >= last.end) edits.push(edit);
    else edits[edits.length - 1] = { ...last, end: Math.max(last.end, edit.end), put: last.put || edit.put };
  }
  return edits;
}

const MAX_PASSES = 5;

/** What was taken out, what is left, and whether a last look found nothing more. */
export interface Redaction {
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly isSettled: boolean;
}

/**
 * Takes invisible characters, secrets and personal data out of a text, and looks again until nothing more is found: what stands
 * beside a mark may only then be recognised. Idempotent when settled; a text that does not settle must not go on.
 */
export function redact(
  original: string,
  look: (text: string) => readonly Finding[] = detectWith([]),
): Redaction {
  const findings: Finding[] = [];
  const history: (readonly Mark[])[] = [];
  let text = original;
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const found = look(text);
    if (found.length === 0) return { text, findings, isSettled: true };
    const back = (offset: number, edge: 'start' | 'end'): number =>
      history.reduceRight((at, marks) => toEarlier(at, marks, edge), offset);
    for (const finding of found)
      findings.push({ ...finding, start: back(finding.start, 'start'), end: back(finding.end, 'end') });
    const edits = toEdits(found);
    text = apply(text, edits);
    history.push(toMarks(edits));
  }
  return { text, findings, isSettled: false };
}

/** What may go on: the redacted text, or nothing where redaction did not come to an end. */
export const settledText = ({ text, isSettled }: Redaction): string => (isSettled ? text : '');

const detectSecrets = (text: string): readonly Finding[] => findAll('secret', SECRET_RULES, toView(text));

/**
 * Takes secrets only: what the app does to every source before it is sealed, stored or quoted (LOG-03). Personal data stays,
 * because an address of a machine may be the evidence; issue text that does not settle gives nothing.
 */
export function redactSecrets(original: string): Pick<Redaction, 'text' | 'findings'> {
  const redaction = redact(original, detectSecrets);
  return { text: settledText(redaction), findings: redaction.findings };
}

/** Takes secrets, personal data and invisible characters: what a rule with the effect `redact` asks for beside the secrets. */
export function redactPersonalData(
  original: string,
  people: readonly string[] = [],
): Pick<Redaction, 'text' | 'findings'> {
  const redaction = redact(original, detectWith(people));
  return { text: settledText(redaction), findings: redaction.findings };
}
