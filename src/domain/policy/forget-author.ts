import type { ActorRef } from '../../contract/audit';
import type { PolicyVersion } from '../../contract/policy';
import type { PolicyDraft, Simulation, VersionSummary } from '../../contract/policy-life';
import type { ClassStop } from '../../contract/policy-people';

/** Whose account gives way to which reference. What a policy's document itself names is data of the policy and stays. */
export interface Forgotten {
  readonly accountId: string;
  readonly ref: ActorRef;
}

const name = (account: string, { accountId, ref }: Forgotten): string =>
  account === accountId ? ref : account;
const nameOrNull = (account: string | null, forgotten: Forgotten): string | null =>
  account === null ? null : name(account, forgotten);
const inAct = <T extends { readonly by: string }>(act: T | null, forgotten: Forgotten): T | null =>
  act === null ? null : { ...act, by: name(act.by, forgotten) };

/** A version that names the reference as publisher and author. */
export const forgetInVersion = (policy: PolicyVersion, forgotten: Forgotten): PolicyVersion => ({
  ...policy,
  publishedBy: name(policy.publishedBy, forgotten),
  authors: policy.authors.map((author) => name(author, forgotten)),
});

/** A line of the list of versions that names the reference. */
export const forgetInSummary = (summary: VersionSummary, forgotten: Forgotten): VersionSummary => ({
  ...summary,
  publishedBy: name(summary.publishedBy, forgotten),
  reviewedBy: nameOrNull(summary.reviewedBy, forgotten),
});

/** A draft that names the reference as author, and where somebody submitted, reviewed or tried it. */
export const forgetInDraft = (draft: PolicyDraft, forgotten: Forgotten): PolicyDraft => ({
  ...draft,
  authors: draft.authors.map((author) => name(author, forgotten)),
  submitted: inAct(draft.submitted, forgotten),
  review: inAct(draft.review, forgotten),
  canary: inAct(draft.canary, forgotten),
});

/** A simulation that the reference started. */
export const forgetInSimulation = (simulation: Simulation, forgotten: Forgotten): Simulation => ({
  ...simulation,
  startedBy: name(simulation.startedBy, forgotten),
});

/** Stops that name the reference as missing or told. */
export const forgetInStops = (stops: readonly ClassStop[], forgotten: Forgotten): readonly ClassStop[] =>
  stops.map((stop) => ({
    ...stop,
    accountId: nameOrNull(stop.accountId, forgotten),
    told: nameOrNull(stop.told, forgotten),
  }));
