import type { DetailsOf } from '../../contract/audit';
import type { DraftView, PolicyDraft, Problem, TestResult } from '../../contract/policy-life';
import type { PolicyDocument, PolicyVersion } from '../../contract/policy';
import { brief } from '../../domain/audit/happening';
import { checkPolicyAt } from '../../domain/policy/check-policy';
import { compile } from '../../domain/policy/compile';
import { diffPolicies } from '../../domain/policy/diff-policies';
import { runPolicyTests } from '../../domain/policy/run-policy-tests';
import { digestOf } from '../../domain/canonical/canonical';
import type { SiteDraft } from '../../ports/audit-store';
import type { ControlState, DraftSlot, LifeStep } from '../../ports/policy-store';
import { PortError } from '../../ports/port-error';
import { siteEntry } from '../site-entry';
import { UseCaseError } from '../use-case-error';
import type { Caller, World } from '../world';

/** The role in which people act here, as the trail names it. */
export const ROLE = 'policy-admin';

/** What decides now, and the place of the draft. */
export interface Life {
  readonly control: ControlState;
  readonly slot: DraftSlot;
}

/** A life that has a draft. */
export interface Drafted extends Life {
  readonly draft: PolicyDraft;
}

const STALE =
  'Somebody else changed the draft meanwhile. Load the page again, look at what changed, then try again.';

/** The slot is read first: whatever changed since then raised its revision, so that a write on it is in conflict. */
export async function loadLife(world: World): Promise<Life> {
  const slot = await world.policies.slot();
  return { slot, control: await world.policies.control() };
}

/** The draft of this revision. Raises `conflict` when it is another one, or none. */
export async function loadDrafted(world: World, revision: number): Promise<Drafted> {
  const life = await loadLife(world);
  const { draft } = life.slot;
  if (draft?.revision !== revision) throw new UseCaseError('conflict', STALE);
  return { ...life, draft };
}

/** The number that the next version gets: none is given out twice. */
export const nextVersion = ({ slot, control }: Life): number =>
  Math.max(slot.lastVersion, control.policy.version) + 1;

/** Runs a write; that somebody was first is told in words that say what to do. */
export async function taking<T>(write: Promise<T>, message: string = STALE): Promise<T> {
  try {
    return await write;
  } catch (cause) {
    if (cause instanceof PortError && cause.code === 'conflict')
      throw new UseCaseError('conflict', message, cause);
    throw cause;
  }
}

/** What the trail says of a step of a draft. */
export type Act = DetailsOf<'policy.draft'>;

/** The entry of a step of a draft. */
export const draftEntry = (world: World, caller: Caller, details: Act): SiteDraft =>
  siteEntry(world, caller, {
    event: 'policy.draft',
    role: ROLE,
    policy: null,
    details: { ...details, note: brief(details.note) },
  });

/** The slot after the next act, with this draft in it. */
export function nextSlot({ slot }: Life, draft: PolicyDraft | null): DraftSlot {
  const revision = slot.revision + 1;
  return { ...slot, revision, draft: draft === null ? null : { ...draft, revision } };
}

/** A step on what was read, with this slot as its result. */
export const stepTo = (life: Life, slot: DraftSlot, entry: SiteDraft): LifeStep => ({
  slot,
  baseVersion: life.control.policy.version,
  entry,
});

/** A document as a version that is not stored: to decide by it in a simulation, a test or a try. */
export const asVersion = (document: PolicyDocument, { control }: Pick<Life, 'control'>): PolicyVersion => ({
  ...control.policy,
  version: control.policy.version + 1,
  digest: digestOf(document),
  document,
});

/** What a document says that makes no sense, and how its own tests come out. */
export interface Soundness {
  readonly problems: readonly Problem[];
  readonly tests: readonly TestResult[];
}

/** Looks at a version at this moment. */
export const soundnessOf = ({ clock }: World, version: PolicyVersion): Soundness => ({
  problems: checkPolicyAt(version.document, clock.now()),
  tests: runPolicyTests(compile(version)),
});

/** Raises `not-ready` for a document with an error, or with a test of its own that does not pass. */
export function assertSound({ problems, tests }: Soundness): void {
  const errors = problems.filter(({ level }) => level === 'error');
  const [error] = errors;
  if (error !== undefined) {
    const where = error.path === '' ? '' : ` at ${error.path}`;
    throw new UseCaseError(
      'not-ready',
      `This policy has ${errors.length} error(s). The first${where}: ${error.message} Correct them, then save.`,
    );
  }
  const failed = tests.find(({ passed }) => !passed);
  if (failed !== undefined)
    throw new UseCaseError(
      'not-ready',
      `The policy’s own test “${failed.name}” fails. ${failed.why} Correct the rules or the test, then save.`,
    );
}

/** Raises `not-ready` when another version came into force since the draft was saved. */
export function assertOnBase({ control, draft }: Drafted): void {
  const { version } = control.policy;
  if (draft.baseVersion !== version)
    throw new UseCaseError(
      'not-ready',
      `Version ${version} came into force after this draft was made on version ${draft.baseVersion}. Look at the differences, then save the draft again on version ${version}.`,
    );
}

/** A draft with what is computed from it. */
export async function viewOf(world: World, control: ControlState, draft: PolicyDraft): Promise<DraftView> {
  const { policy } = control;
  const row = await world.policies.simulation(draft.digest, policy.version);
  const { problems, tests } = soundnessOf(world, asVersion(draft.document, { control }));
  return {
    draft,
    changes: [...diffPolicies(policy.document, draft.document)],
    problems: [...problems],
    tests: [...tests],
    simulation: row?.simulation ?? null,
  };
}

/** Stores the draft after a step that changes nothing else, and gives it as the page shows it. */
export async function storeDraft(
  world: World,
  caller: Caller,
  {
    before,
    after,
    act,
  }: { readonly before: Life; readonly after: PolicyDraft; readonly act: Omit<Act, 'digest'> },
): Promise<DraftView> {
  const slot = nextSlot(before, after);
  const entry = draftEntry(world, caller, { ...act, digest: after.digest });
  await taking(world.policies.saveSlot(stepTo(before, slot, entry)));
  return viewOf(world, before.control, { ...after, revision: slot.revision });
}
