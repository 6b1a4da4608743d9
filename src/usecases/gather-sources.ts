import type { Decision, Facts } from '../contract/decision';
import type { PolicyDocument, PolicyVersion, Template } from '../contract/policy';
import { operationOf } from '../domain/operations/catalogue';
import { collectSources, type SourceCollection } from '../domain/packet/collect-sources';
import type { IssueReading } from '../domain/packet/issue-reading';
import { ModelError } from '../ports/platform';
import type { IssueCaller, World } from './world';

interface Gathering {
  readonly caller: IssueCaller;
  readonly policy: PolicyVersion;
  readonly reading: IssueReading;
  readonly decision: Decision;
  readonly facts: Facts;
}

/** The policy's templates for the steps of an operation on work of a kind. */
function templatesFor({ templates }: PolicyDocument, { operation }: Decision, { kind }: Facts): Template[] {
  const { steps } = operationOf(operation);
  return templates.filter(
    ({ step, kinds }) =>
      steps.includes(step) && (kinds.length === 0 || (kind !== null && kinds.includes(kind))),
  );
}

/**
 * Reads what stands around an issue as the person who asks and makes the sources of the packet (R028). Where not all fitted, that
 * is logged in numbers (INJ-09); the scope review says it to people.
 */
export async function gatherSources(
  world: World,
  { caller, policy, reading, decision, facts }: Gathering,
): Promise<SourceCollection> {
  const around = await caller.jira.readSurroundings(reading);
  const collection = collectSources(reading, around, {
    limits: policy.document.limits,
    redacts: decision.obligations.redacts,
    templates: templatesFor(policy.document, decision, facts),
    policyVersion: policy.version,
  });
  const { overLimit } = collection;
  const truncated = collection.sources.filter(({ isTruncated }) => isTruncated).length;
  const unread = Math.max(0, reading.commentsTotal - reading.comments.length);
  if (overLimit + truncated + unread > 0) world.log.info('sources.limited', { overLimit, truncated, unread });
  return collection;
}

/**
 * The models that Forge offers now, asked for only where policy lets a model be used. Null where Forge does not say: then every
 * model of the policy is planned, and one that is not there gives way to the next when it runs (U15).
 */
export async function listModels(
  world: World,
  { engineTier }: PolicyDocument,
  { obligations }: Decision,
): Promise<readonly string[] | null> {
  if (Math.min(engineTier, obligations.tierAtMost) === 0) return [];
  try {
    return await world.models.listActive();
  } catch (error) {
    if (error instanceof ModelError) return null;
    throw error;
  }
}
