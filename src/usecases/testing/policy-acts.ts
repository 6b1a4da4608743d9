import type { PolicyDocument, PolicyVersion } from '../../contract/policy';
import type { DraftView, Simulation } from '../../contract/policy-life';
import { publishDraft } from '../policy/publish-draft';
import { reviewDraft } from '../policy/review-draft';
import { saveDraft } from '../policy/save-draft';
import { simulate } from '../policy/simulate';
import { startCanary } from '../policy/start-canary';
import { submitDraft } from '../policy/submit-draft';
import type { Caller } from '../world';
import { callerOn, type Bench } from './bench';

/** Writes policies in tests. */
export const ada = (bench: Bench): Promise<Caller> => callerOn(bench, 'admin-ada');
/** Reviews them. */
export const max = (bench: Bench): Promise<Caller> => callerOn(bench, 'admin-max');
/** May edit policy too, and wrote nothing. */
export const mia = (bench: Bench): Promise<Caller> => callerOn(bench, 'manager-mia');

type Edit = (document: PolicyDocument) => PolicyDocument;

/** An edit that is always a change and never an error. */
export const withReviewHours =
  (reviewHours: number): Edit =>
  (document) => ({ ...document, limits: { ...document.limits, reviewHours } });

/** Saves the policy in force, edited, as the draft: on top of whatever is there. */
export async function save(
  bench: Bench,
  edit: Edit = withReviewHours(10),
  by: (bench: Bench) => Promise<Caller> = ada,
): Promise<DraftView> {
  const { policy } = await bench.world.policies.control();
  const { draft } = await bench.world.policies.slot();
  return saveDraft(bench.world, await by(bench), {
    revision: draft?.revision ?? 0,
    baseVersion: policy.version,
    document: edit(policy.document),
    change: 'Another policy',
  });
}

/** Simulates the draft to its end. */
export async function simulateAll(
  bench: Bench,
  { draft: { revision } }: DraftView,
  restart = false,
): Promise<Simulation> {
  const caller = await ada(bench);
  let simulation = await simulate(bench.world, caller, { revision, restart });
  while (simulation.phase !== 'done')
    simulation = await simulate(bench.world, caller, { revision, restart: false });
  return simulation;
}

/** A draft of Ada that is submitted. */
export async function submitted(bench: Bench, edit?: Edit): Promise<DraftView> {
  const view = await save(bench, edit);
  await simulateAll(bench, view);
  return submitDraft(bench.world, await ada(bench), { revision: view.draft.revision });
}

/** A draft of Ada that Max approved. */
export async function approved(bench: Bench, edit?: Edit): Promise<DraftView> {
  const { draft } = await submitted(bench, edit);
  const input = { revision: draft.revision, verdict: 'approve' as const, note: '' };
  return reviewDraft(bench.world, await max(bench), input);
}

/** A draft of Ada that Max approved, on trial in these projects. */
export async function onTrial(bench: Bench, projects: readonly string[], edit?: Edit): Promise<DraftView> {
  const { draft } = await approved(bench, edit);
  const input = { revision: draft.revision, projects: [...projects] };
  return startCanary(bench.world, await ada(bench), input);
}

/** A policy of Ada that Max approved and Ada put in force. */
export async function published(bench: Bench, edit?: Edit): Promise<PolicyVersion> {
  const { draft } = await approved(bench, edit);
  return publishDraft(bench.world, await ada(bench), { revision: draft.revision });
}
