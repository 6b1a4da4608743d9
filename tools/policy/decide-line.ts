import { z } from 'zod';
import type { DecisionInput } from '../../src/contract/decision';
import type { PolicyDocument } from '../../src/contract/policy';
import { OperationIdSchema, TimestampSchema, type OperationId } from '../../src/contract/vocabulary';
import { OPERATIONS } from '../../src/domain/operations/catalogue';
import type { CompiledPolicy } from '../../src/domain/policy/compile';
import { decide } from '../../src/domain/policy/decide';
import { drawOf } from '../../src/domain/policy/draw';
import { kindRuleFor, toFacts, type IssueFields, type Requester } from '../../src/domain/policy/facts';
import { LineError } from '../cli/json-lines';

/**
 * A hand-off always has a requester, so kinds whose owner is the requester have an owner here too. Their project roles are not
 * known here, which makes rules on them careful.
 */
const REQUESTER: Requester = { accountId: 'requester', roles: null };

const IssueSchema = z.looseObject({
  id: z.string().min(1).max(64).optional(),
  key: z.string().min(1).max(255),
  fields: z.looseObject({
    project: z.looseObject({ key: z.string().min(1) }),
    issuetype: z.looseObject({ name: z.string().min(1) }),
  }),
});
const RequestSchema = z.looseObject({
  issue: IssueSchema,
  operation: z.string().optional(),
  at: TimestampSchema.optional(),
});
type Request = z.infer<typeof RequestSchema>;

/** One answer of `policy:decide`. */
export interface DecisionLine {
  readonly issueKey: string;
  readonly operation: OperationId;
  readonly outcome: string;
  readonly reasons: readonly { ruleId: string; category: string; observed: string; threshold: string }[];
  readonly policyVersion: number;
}

/** The operations to decide: the one asked for, else those offered, else (nothing is offered) every one of the catalogue. */
function operationsFor(
  document: PolicyDocument,
  issue: IssueFields,
  asked: string | undefined,
): readonly OperationId[] {
  if (asked !== undefined) {
    const parsed = OperationIdSchema.safeParse(asked);
    if (!parsed.success)
      throw new LineError('unknown-operation', 'operation: not in the closed list of operations');
    return [parsed.data];
  }
  const offers = kindRuleFor(document, issue)?.offers ?? [];
  return offers.length > 0 ? offers : OPERATIONS.map(({ id }) => id);
}

function parseRequest(raw: unknown): Request {
  const parsed = RequestSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [problem] = parsed.error.issues;
  const where = ['line', ...(problem?.path ?? [])].join('.');
  throw new LineError('invalid-input', `${where}: ${problem?.message ?? 'not accepted'}`);
}

/** The inputs that an issue alone gives: nobody's bypass, no class that stands still, and the draw of its id where it has one. */
const inputFor = (
  { issue: { id } }: Request,
  given: Pick<DecisionInput, 'facts' | 'operation' | 'at'>,
): DecisionInput => ({
  ...given,
  draw: id === undefined ? null : drawOf(id, given.operation, given.at),
  stopped: [],
  bypassIds: [],
});

function toLine(compiled: CompiledPolicy, issueKey: string, input: DecisionInput): DecisionLine {
  const { operation, outcome, reasons, policyVersion } = decide(compiled, input);
  return {
    issueKey,
    operation,
    outcome,
    reasons: reasons.map(({ ruleId, category, observed, threshold }) => ({
      ruleId,
      category,
      observed,
      threshold,
    })),
    policyVersion,
  };
}

/**
 * Decides what one line asks for, at the time that it names, else at `now` (ISO 8601). `raw` is hostile input; raises
 * `LineError` that names what is missing.
 */
export function decideLine(
  { compiled, now }: { readonly compiled: CompiledPolicy; readonly now: string },
  raw: unknown,
): readonly DecisionLine[] {
  const request = parseRequest(raw);
  const { issue, operation: asked, at = now } = request;
  const { project, issuetype } = issue.fields;
  const fields: IssueFields = { projectKey: project.key, issueType: issuetype.name, fields: issue.fields };
  const { document } = compiled.policy;
  const facts = toFacts(document, fields, REQUESTER);
  return operationsFor(document, fields, asked).map((operation) =>
    toLine(compiled, issue.key, inputFor(request, { facts, operation, at })),
  );
}
