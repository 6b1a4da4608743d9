import { z } from 'zod';
import type { Source } from '../../src/contract/output';
import { guardInput, guardOutput } from '../../src/domain/guardrails/guard';
import { redactPersonalData } from '../../src/domain/guardrails/redact';
import { checkOutput } from '../../src/domain/output/check-output';

const ExpectSchema = z.enum(['flag', 'pass']);

/** `text` in parts is one text: tokens are kept apart in the file, so that no scanner takes the corpus for a leak. */
const GuardCaseSchema = z.strictObject({
  id: z.string(),
  stage: z.enum(['input', 'output']),
  check: z.enum(['secret', 'pii', 'injection', 'unicode', 'smuggling', 'commitment']),
  tier: z.string(),
  expect: ExpectSchema,
  text: z.union([z.string(), z.array(z.string()).transform((parts) => parts.join(''))]),
  /** Display names that the issue would know. */
  people: z.array(z.string()).optional(),
});
type GuardCase = z.infer<typeof GuardCaseSchema>;

const GroundingCaseSchema = z.strictObject({
  id: z.string(),
  tier: z.string(),
  expect: ExpectSchema,
  source: z.string(),
  claim: z.string(),
  quote: z.string(),
  /** What Jira says of the source. */
  author: z.string().optional(),
  at: z.string().optional(),
});
type GroundingCase = z.infer<typeof GroundingCaseSchema>;

/** One line of a corpus. All of them were written for this project. */
export const CaseSchema = z.union([GuardCaseSchema, GroundingCaseSchema]);
export type Case = z.infer<typeof CaseSchema>;

/** Whether a claim is struck, or the output refused, when it rests on the one quote of the case. */
function isStruck({ source, claim, quote, author, at }: GroundingCase): boolean {
  const comment: Source = {
    number: 1,
    kind: 'comment',
    ref: 'comment:1',
    label: 'Comment',
    author: author ?? null,
    at: at ?? null,
    issueKey: 'OPS-1',
    isPublic: false,
    address: null,
    because: null,
    quarantine: null,
    removed: [],
    text: source,
    isTruncated: false,
  };
  const citations = [{ source: 1, quote }];
  const claims = [{ number: 1, text: claim, citations, struck: null, struckBy: null, was: null }];
  const section = { step: 'diagnostics' as const, title: 'Case', claims, contradictions: [], gaps: [] };
  const { sections, refused } = checkOutput(
    { sections: [section], notDone: [] },
    {
      operation: 'gather-evidence',
      sources: [comment],
      denylist: [],
      names: author === undefined ? [] : [author],
    },
  );
  return refused !== null || sections.some(({ claims: [first] }) => first?.struck !== null);
}

function findingsOf({ stage, check, text, people }: GuardCase) {
  if (check === 'pii') return redactPersonalData(text, people);
  return stage === 'input' ? guardInput(text) : guardOutput(text);
}

/** Texts that must pass come through unchanged too, but for the form in which Unicode writes the same letter. */
const isChanged = (before: string, after: string): boolean => before.normalize() !== after.normalize();

/**
 * Whether the software flags a case. What must be flagged counts by the check of the case only; what must pass is flagged by
 * any finding and by any change to its text.
 */
export function isFlagged(item: Case): boolean {
  if ('quote' in item) return isStruck(item);
  const { findings, text } = findingsOf(item);
  return item.expect === 'flag'
    ? findings.some(({ check }) => check === item.check)
    : findings.length > 0 || isChanged(item.text, text);
}
