import type { CallInput, CallOutput } from '../../contract/calls';
import type { PolicyDocument, PolicyVersion } from '../../contract/policy';
import { withoutUnseen } from '../../domain/guardrails/unicode-removal';
import type { IssueReading } from '../../domain/packet/issue-reading';
import { operationOf } from '../../domain/operations/catalogue';
import { stopsOn } from '../../domain/policy/class-stops';
import { compile } from '../../domain/policy/compile';
import { decide } from '../../domain/policy/decide';
import { fieldsRead, kindRuleFor, observe, type IssueFields } from '../../domain/policy/facts';
import { NO_FIELDS } from '../../ports/jira';
import { inputOf, readSituation, toIssueFields, type Situation } from '../under-policy';
import { UseCaseError } from '../use-case-error';
import type { Caller, World } from '../world';
import { asVersion } from './life';

async function readAsAdmin(
  { jira }: Caller,
  issueKey: string,
  documents: readonly PolicyDocument[],
): Promise<IssueReading> {
  const extra = [...new Set(documents.flatMap(fieldsRead))];
  const header = await jira.readHeader(issueKey, { ...NO_FIELDS, extra });
  if (header === null)
    throw new UseCaseError('not-found', `You cannot see ${issueKey}, or it does not exist. Check the key.`);
  return header.reading;
}

/** Every operation that one of the documents offers on the issue, each once. */
const offered = (issue: IssueFields, documents: readonly PolicyDocument[]) => [
  ...new Set(documents.flatMap((document) => kindRuleFor(document, issue)?.offers ?? [])),
];

/**
 * Reads one issue as the admin and decides what it is offered, by the page's document and by the policy in force. Stores
 * nothing. Raises `not-found`.
 */
export async function tryIssue(
  world: World,
  caller: Caller,
  { issueKey, document }: CallInput<'admin.try-issue'>,
): Promise<CallOutput<'admin.try-issue'>> {
  const control = await world.policies.control();
  const [inForce, draft] = [control.policy, asVersion(document, { control })];
  const documents = [inForce.document, document];
  const reading = await readAsAdmin(caller, issueKey, documents);
  const issue = toIssueFields(reading);
  const situationUnder = (policy: PolicyVersion): Promise<Situation> => {
    const stops = stopsOn(kindRuleFor(policy.document, issue), control.stops);
    return readSituation(world, caller, { policy, reading, stopped: stops.map((stop) => stop.class) });
  };
  const [now, then] = await Promise.all([situationUnder(inForce), situationUnder(draft)]);
  const [byNow, byDraft] = [compile(inForce), compile(draft)];
  const roles = await caller.jira.rolesIn(reading.projectKey);
  return {
    issueKey: reading.key,
    summary: withoutUnseen(reading.fields.find(({ label }) => label === 'Summary')?.text ?? ''),
    facts: then.facts,
    observations: [...observe(document, issue, { accountId: caller.accountId, roles })],
    decisions: offered(issue, documents).map((operation) => ({
      title: operationOf(operation).title,
      inForce: decide(byNow, inputOf(now, operation)),
      draft: decide(byDraft, inputOf(then, operation)),
    })),
  };
}
