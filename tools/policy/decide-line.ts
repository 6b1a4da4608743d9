import { z } from 'zod';
import { PolicyDocumentSchema, type PolicyVersion } from '../../src/contract/policy';
import { OperationIdSchema, type OperationId } from '../../src/contract/vocabulary';
import { digestOf } from '../../src/domain/canonical/canonical';
import { OPERATIONS } from '../../src/domain/operations/catalogue';
import { evaluate } from '../../src/domain/policy/evaluate';
import { kindRuleFor, toFacts, type IssueFields } from '../../src/domain/policy/facts';
import { UsageError } from '../cli/program';
import { LineError } from '../cli/json-lines';

/** A hand-off always has a requester; kinds whose owner is the requester therefore have an owner here too. */
const REQUESTER = 'requester';

const IssueSchema = z.looseObject({
  key: z.string().min(1).max(255),
  fields: z.looseObject({
    project: z.looseObject({ key: z.string().min(1) }),
    issuetype: z.looseObject({ name: z.string().min(1) }),
  }),
});
const RequestSchema = z.looseObject({ issue: IssueSchema, operation: z.string().optional() });

/** One answer of `policy:decide`. */
export interface DecisionLine {
  readonly issueKey: string;
  readonly operation: OperationId;
  readonly outcome: string;
  readonly reasons: readonly { ruleId: string; category: string; observed: string; threshold: string }[];
  readonly policyVersion: number;
}

/** A document as version 1 of a policy. Raises `UsageError` that names the first place that is wrong. */
export function toPolicyVersion(raw: unknown, name: string): PolicyVersion {
  const parsed = PolicyDocumentSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new UsageError(
      `${name}: not a policy document: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`,
    );
  }
  return {
    version: 1,
    digest: digestOf(parsed.data),
    publishedAt: '1970-01-01T00:00:00Z',
    publishedBy: 'command-line',
    document: parsed.data,
  };
}

/** The operations to decide: the one asked for, else those offered, else (nothing is offered) every one of the catalogue. */
function operationsFor(
  policy: PolicyVersion,
  issue: IssueFields,
  asked: string | undefined,
): readonly OperationId[] {
  if (asked !== undefined) {
    const parsed = OperationIdSchema.safeParse(asked);
    if (!parsed.success)
      throw new LineError('unknown-operation', 'operation: not in the closed list of operations');
    return [parsed.data];
  }
  const offers = kindRuleFor(policy.document, issue.projectKey, issue.issueType)?.offers ?? [];
  return offers.length > 0 ? offers : OPERATIONS.map(({ id }) => id);
}

/** Decides what one line asks for. `raw` is hostile input; raises `LineError` that names what is missing. */
export function decideLine(policy: PolicyVersion, raw: unknown): readonly DecisionLine[] {
  const parsed = RequestSchema.safeParse(raw);
  if (!parsed.success) {
    const [problem] = parsed.error.issues;
    const where = ['line', ...(problem?.path ?? [])].join('.');
    throw new LineError('invalid-input', `${where}: ${problem?.message ?? 'not accepted'}`);
  }
  const { issue, operation } = parsed.data;
  const { project, issuetype } = issue.fields;
  const fields: IssueFields = { projectKey: project.key, issueType: issuetype.name, fields: issue.fields };
  const facts = toFacts(policy.document, fields, REQUESTER);
  return operationsFor(policy, fields, operation).map((id) => {
    const { outcome, reasons, policyVersion } = evaluate(policy, facts, id);
    return {
      issueKey: issue.key,
      operation: id,
      outcome,
      reasons: reasons.map(({ ruleId, category, observed, threshold }) => ({
        ruleId,
        category,
        observed,
        threshold,
      })),
      policyVersion,
    };
  });
}
