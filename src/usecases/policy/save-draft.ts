import type { CallInput, CallOutput } from '../../contract/calls';
import type { PolicyDocument } from '../../contract/policy';
import type { PolicyDraft } from '../../contract/policy-life';
import { digestOf } from '../../domain/canonical/canonical';
import { NO_FIELDS } from '../../ports/jira';
import { UseCaseError } from '../use-case-error';
import type { Caller, World } from '../world';
import { loadLife, storeDraft, type Life } from './life';
import { accountsIn, assertActivePeople } from './people-named';

const MAX_AUTHORS = 50;

function assertOnNewest({ control, slot }: Life, input: CallInput<'admin.save-draft'>): void {
  if ((slot.draft?.revision ?? 0) !== input.revision)
    throw new UseCaseError(
      'conflict',
      'Somebody else saved the draft meanwhile. Put your edits on top of theirs, then save again.',
    );
  if (control.policy.version !== input.baseVersion)
    throw new UseCaseError(
      'conflict',
      `Version ${control.policy.version} came into force meanwhile. Look at what it changed, then save your draft on it.`,
    );
}

/** Raises `not-ready` while the draft is on trial: what decides somewhere does not change under people's hands. */
function assertEditable({ slot }: Life): void {
  if (slot.draft?.stage === 'canary')
    throw new UseCaseError(
      'not-ready',
      'This draft is on trial. Stop the trial before you change it, or publish it.',
    );
}

/** Whoever is new in the document must be there; one who was named before and has left does not stand in the way. */
async function assertPeople(
  caller: Caller,
  document: PolicyDocument,
  { control, slot }: Life,
): Promise<void> {
  const before = new Set([
    ...accountsIn(control.policy.document),
    ...(slot.draft === null ? [] : accountsIn(slot.draft.document)),
  ]);
  await assertActivePeople(
    caller,
    accountsIn(document).filter((accountId) => !before.has(accountId)),
  );
}

async function assertCheckpointIssue(
  world: World,
  { audit }: PolicyDocument,
  { control }: Life,
): Promise<void> {
  const key = audit.checkpointIssueKey;
  if (key === null || key === control.policy.document.audit.checkpointIssueKey) return;
  if ((await world.jira.readHeader(key, NO_FIELDS)) === null)
    throw new UseCaseError(
      'invalid-input',
      `The app cannot see ${key}. Name an issue that it may browse and comment on, then save.`,
    );
}

function authorsAfter(draft: PolicyDraft | null, caller: Caller): string[] {
  const authors = [...new Set([...(draft?.authors ?? []), caller.accountId])];
  if (authors.length > MAX_AUTHORS)
    throw new UseCaseError(
      'too-many',
      `${MAX_AUTHORS} people edited this draft. Export it, discard it, and import it as a new draft.`,
    );
  return authors;
}

/**
 * Saves the page's document as the draft, on the revision and on the version in force that the page was on. Whatever was
 * submitted or approved before has to be submitted again. Raises `conflict`, `not-ready`, `invalid-input`, `too-many`.
 */
export async function saveDraft(
  world: World,
  caller: Caller,
  input: CallInput<'admin.save-draft'>,
): Promise<CallOutput<'admin.save-draft'>> {
  const life = await loadLife(world);
  const { document, change } = input;
  assertOnNewest(life, input);
  assertEditable(life);
  if (!world.policies.fits(document))
    throw new UseCaseError(
      'too-many',
      'This policy is larger than storage takes. Remove rules, tests or texts that are not needed, then save.',
    );
  await assertPeople(caller, document, life);
  await assertCheckpointIssue(world, document, life);
  const after: PolicyDraft = {
    revision: life.slot.revision + 1,
    baseVersion: life.control.policy.version,
    stage: 'editing',
    document,
    digest: digestOf(document),
    change,
    authors: authorsAfter(life.slot.draft, caller),
    updatedAt: world.clock.now(),
    submitted: null,
    review: null,
    canary: null,
  };
  return storeDraft(world, caller, { before: life, after, act: { act: 'saved', note: change } });
}
