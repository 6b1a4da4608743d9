import { z } from 'zod';
import { groundSections } from '../../src/domain/grounding/ground';
import { guardInput, guardOutput } from '../../src/domain/guardrails/guard';

const ExpectSchema = z.enum(['flag', 'pass']);

/** `text` in parts is one text: tokens are kept apart in the file, so that no scanner takes the corpus for a leak. */
const GuardCaseSchema = z.strictObject({
  id: z.string(),
  stage: z.enum(['input', 'output']),
  check: z.string(),
  tier: z.string(),
  expect: ExpectSchema,
  text: z.union([z.string(), z.array(z.string()).transform((parts) => parts.join(''))]),
});

const GroundingCaseSchema = z.strictObject({
  id: z.string(),
  tier: z.string(),
  expect: ExpectSchema,
  source: z.string(),
  claim: z.string(),
  quote: z.string(),
});

/** One line of a corpus. All of them were written for this project. */
export const CaseSchema = z.union([GuardCaseSchema, GroundingCaseSchema]);
export type Case = z.infer<typeof CaseSchema>;

function isStruck({ source, claim, quote }: z.infer<typeof GroundingCaseSchema>): boolean {
  const sources = [
    {
      number: 1,
      kind: 'comment' as const,
      ref: 'comment:1',
      label: 'Comment',
      author: null,
      at: null,
      issueKey: '',
      isPublic: false,
      text: source,
      isTruncated: false,
    },
  ];
  const claims = [{ number: 1, text: claim, citations: [{ source: 1, quote }], struck: null }];
  const section = { step: 'diagnostics' as const, title: 'Case', claims, contradictions: [], gaps: [] };
  return groundSections([section], sources).some(({ claims: [first] }) => first?.struck !== null);
}

/** Whether the software flags a case: for a guardrail by the case's check, when it must be flagged; by any, when not. */
export function isFlagged(item: Case): boolean {
  if ('quote' in item) return isStruck(item);
  const { findings } = item.stage === 'input' ? guardInput(item.text) : guardOutput(item.text);
  return findings.some(({ check }) => item.expect === 'pass' || check === item.check);
}
