import './without-eval';
import type { ZodError } from 'zod';
import { PolicyDocumentSchema, type PolicyDocument } from '../../../src/contract/policy';
import type { Problem } from '../../../src/contract/policy-life';

type Issue = ZodError['issues'][number];

const isText = (origin: string): boolean => origin === 'string';
const isList = (origin: string): boolean => origin === 'array';

function tooSmall(origin: string, minimum: number | bigint): string {
  if (isText(origin))
    return minimum > 1 ? `At least ${String(minimum)} characters.` : 'This must not be empty.';
  return isList(origin) ? 'Name at least one.' : `At least ${String(minimum)}.`;
}

function tooBig(origin: string, maximum: number | bigint): string {
  if (isText(origin)) return `At most ${String(maximum)} characters.`;
  return isList(origin) ? `At most ${String(maximum)} of them.` : `At most ${String(maximum)}.`;
}

/** What an issue of zod means, for somebody who does not know zod. */
function messageOf(issue: Issue): string {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue.origin, issue.minimum);
    case 'too_big':
      return tooBig(issue.origin, issue.maximum);
    case 'invalid_format':
      return 'This is not written in the form that is needed.';
    case 'unrecognized_keys':
      return `Unknown here: ${issue.keys.join(', ')}.`;
    case 'invalid_type':
      return `A ${issue.expected} has to stand here.`;
    case 'invalid_value':
      return `One of these has to stand here: ${issue.values.map(String).join(', ')}.`;
    // The contract's own sentences.
    case 'custom':
      return issue.message;
    case 'not_multiple_of':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
      return 'This is not a value that a policy may have here.';
  }
}

const toProblem = (issue: Issue): Problem => ({
  path: issue.path.map(String).join('.'),
  level: 'error',
  message: messageOf(issue),
});

export type ReadDocument =
  | { readonly document: PolicyDocument; readonly problems: readonly [] }
  | { readonly document: null; readonly problems: readonly Problem[] };

/** Reads a policy document from a file or from the forms: the document, or what is wrong with its shape and where. */
export function readDocument(value: unknown): ReadDocument {
  const read = PolicyDocumentSchema.safeParse(value);
  return read.success
    ? { document: read.data, problems: [] }
    : { document: null, problems: read.error.issues.map(toProblem) };
}

const OF_STRUCTURE: ReadonlySet<string> = new Set([
  'invalid_type',
  'invalid_union',
  'invalid_key',
  'invalid_element',
  'unrecognized_keys',
]);

/** Whether the forms can show it: a document all of whose parts are there, though some may be empty or out of bounds. */
export function isDocument(value: unknown): value is PolicyDocument {
  const read = PolicyDocumentSchema.safeParse(value);
  return read.success || !read.error.issues.some(({ code }) => OF_STRUCTURE.has(code));
}
