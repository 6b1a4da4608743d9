import type { CallInput, CallOutput } from '../contract/calls';
import { PolicyDocumentSchema, type PolicyDocument, type PolicyVersion } from '../contract/policy';
import type { Person } from '../contract/scope';
import type { EntryDraft } from '../contract/audit';
import type { Happening } from '../domain/audit/happening';
import type { SiteDraft } from '../ports/audit-store';
import { toPerson } from '../domain/gate/plan-gates';
import { digestOf } from '../domain/canonical/canonical';
import { CLASSES, OPERATIONS } from '../domain/operations/catalogue';
import { NO_FIELDS } from '../ports/jira';
import { PortError } from '../ports/port-error';
import type { SiteSwitch } from '../ports/policy-store';
import { UseCaseError } from './use-case-error';
import type { Caller, World } from './world';

/** Who published version 1: nobody, it came with the app (src/forge/storage/policy-store.ts). */
const SHIPPED = 'shipped';

type SwitchView = CallOutput<'admin.load'>['switch'];

/** What is said of a step that belongs to no hand-off. */
export type SiteHappening = Happening & { readonly role: string; readonly policy: number | null };

/** An entry of the site's own chain, by a person, or by the app when `caller` is null. */
export const siteEntry = (
  world: World,
  caller: Pick<Caller, 'accountId' | 'requestId'> | null,
  { role, policy, ...happening }: SiteHappening,
): SiteDraft => ({
  accountId: caller?.accountId ?? null,
  draft: (ref) =>
    ({
      at: world.clock.now(),
      actor: ref === 'app' ? { kind: 'app', ref, role } : { kind: 'person', ref, role },
      onBehalfOf: null,
      requestId: caller?.requestId ?? role,
      issue: null,
      operation: null,
      state: null,
      seal: null,
      versions: { policy, engine: null, prompt: null, template: null, model: null },
      checks: [],
      bodies: [],
      ...happening,
    }) as EntryDraft,
});

async function namesOf(caller: Caller, accountIds: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  const known = await caller.jira.people([...new Set(accountIds)]);
  return new Map(known.map((person) => [person.accountId, toPerson(person)]));
}

const named = (names: ReadonlyMap<string, Person>, accountId: string): Person =>
  names.get(accountId) ?? {
    accountId,
    displayName: accountId === SHIPPED ? 'the app, as shipped' : accountId,
  };

const toSwitchView = (state: SiteSwitch, names: ReadonlyMap<string, Person>): SwitchView => ({
  isHalted: state.isHalted,
  reason: state.reason,
  version: state.version,
  changedBy: state.changedBy === null ? null : named(names, state.changedBy),
  changedAt: state.changedAt,
});

async function modelsNow(world: World): Promise<CallOutput<'admin.load'>['models']> {
  try {
    const models = await world.models.listActive();
    const note =
      models.length === 0
        ? 'No model is available; the composer does all work.'
        : 'Models are listed; this version uses the composer only.';
    return { isAvailable: models.length > 0, names: [...models], note };
  } catch {
    return {
      isAvailable: false,
      names: [],
      note: 'The list of models cannot be read now; the composer does all work.',
    };
  }
}

/** Everything that the settings page shows: policy in force, versions, switch, people by name, models. */
export async function loadAdmin(world: World, caller: Caller): Promise<CallOutput<'admin.load'>> {
  const [{ policy, siteSwitch }, versions, models] = await Promise.all([
    world.policies.control(),
    world.policies.versions(),
    modelsNow(world),
  ]);
  const ids = [
    ...policy.document.approvers.flatMap((entry) => entry.accountIds),
    ...policy.document.governance,
    ...versions.map((version) => version.publishedBy),
    ...(siteSwitch.changedBy === null ? [] : [siteSwitch.changedBy]),
  ];
  const names = await namesOf(caller, ids);
  return {
    policy,
    switch: toSwitchView(siteSwitch, names),
    versions: versions.map((version) => ({ ...version, publishedBy: named(names, version.publishedBy) })),
    people: [...names.values(), named(names, SHIPPED)],
    operations: OPERATIONS.map(({ id, title, class: executionClass }) => ({
      operation: id,
      title,
      classTitle: CLASSES[executionClass].title,
    })),
    models,
  };
}

async function publish(
  world: World,
  caller: Caller,
  edit: {
    baseVersion: number;
    change: string;
    apply: (now: PolicyDocument) => PolicyDocument | Promise<PolicyDocument>;
  },
): Promise<PolicyVersion> {
  const { policy } = await world.policies.control();
  const conflict = 'Somebody else published a newer policy. Load it, then make your change again.';
  if (policy.version !== edit.baseVersion) throw new UseCaseError('conflict', conflict);
  const document = PolicyDocumentSchema.parse(await edit.apply(policy.document));
  const next: PolicyVersion = {
    version: policy.version + 1,
    digest: digestOf(document),
    publishedAt: world.clock.now(),
    publishedBy: caller.accountId,
    document,
  };
  const entry = siteEntry(world, caller, {
    event: 'policy.changed',
    role: 'jira-admin',
    policy: next.version,
    details: { change: edit.change, from: policy.digest, to: next.digest },
  });
  try {
    await world.policies.publish(next, edit.change, entry);
  } catch (cause) {
    if (cause instanceof PortError && cause.code === 'conflict')
      throw new UseCaseError('conflict', conflict, cause);
    throw cause;
  }
  return next;
}

/** Publishes which operations are offered per kind of work. A kind that the policy does not have is refused. */
export async function saveOperations(
  world: World,
  caller: Caller,
  input: CallInput<'admin.save-operations'>,
): Promise<PolicyVersion> {
  return publish(world, caller, {
    ...input,
    apply: (now) => {
      const unknown = input.offers.find((offer) => !now.kinds.some((rule) => rule.kind === offer.kind));
      if (unknown !== undefined)
        throw new UseCaseError('invalid-input', `The policy has no kind of work called ${unknown.kind}.`);
      return {
        ...now,
        kinds: now.kinds.map((rule) => {
          const offers = input.offers.find((offer) => offer.kind === rule.kind)?.operations ?? rule.offers;
          const recommended =
            rule.recommended !== null && offers.includes(rule.recommended) ? rule.recommended : null;
          return { ...rule, offers: [...new Set(offers)], recommended };
        }),
      };
    },
  });
}

/** Lets pass accounts that exist, are active and are people; raises `code` and names the first that is not. */
async function assertActivePeople(
  caller: Caller,
  accountIds: readonly string[],
  code: 'approver-unavailable' | 'invalid-input',
): Promise<void> {
  const known = await caller.jira.people(accountIds);
  const missing = accountIds.find(
    (id) =>
      !known.some(
        (person) => person.accountId === id && person.isActive && person.accountType === 'atlassian',
      ),
  );
  if (missing !== undefined)
    throw new UseCaseError(code, `The account ${missing} is not an active person on this site.`);
}

/**
 * Publishes who may read trails, where checkpoints go, how long texts stay and what a legal hold keeps. Whoever is new among
 * the readers must exist, be active and be a person; one who was named before and has left does not stand in the way.
 */
export async function saveAudit(
  world: World,
  caller: Caller,
  input: CallInput<'admin.save-audit'>,
): Promise<PolicyVersion> {
  const { checkpointIssueKey, hasFeed } = input.audit;
  if (hasFeed && checkpointIssueKey === null)
    throw new UseCaseError('invalid-input', 'Name the issue that carries the feed, or turn the feed off.');
  if (checkpointIssueKey !== null && (await world.jira.readHeader(checkpointIssueKey, NO_FIELDS)) === null)
    throw new UseCaseError(
      'invalid-input',
      `The app cannot see ${checkpointIssueKey}. Name an issue that it may browse and comment on.`,
    );
  return publish(world, caller, {
    ...input,
    apply: async (now) => {
      const added = input.governance.filter((accountId) => !now.governance.includes(accountId));
      await assertActivePeople(caller, added, 'invalid-input');
      return { ...now, governance: input.governance, audit: input.audit };
    },
  });
}

/** Publishes who holds each approver role. Every account must exist, be active and be a person. */
export async function saveApprovers(
  world: World,
  caller: Caller,
  input: CallInput<'admin.save-approvers'>,
): Promise<PolicyVersion> {
  const ids = [...new Set(input.approvers.flatMap((entry) => entry.accountIds))];
  await assertActivePeople(caller, ids, 'approver-unavailable');
  return publish(world, caller, { ...input, apply: (now) => ({ ...now, approvers: input.approvers }) });
}

/** Halts or resumes all AI operations of the site; what runs or waits stops at its next step (read back by the answer). */
export async function setSwitch(
  world: World,
  caller: Caller,
  input: CallInput<'admin.set-switch'>,
): Promise<SwitchView> {
  const next: SiteSwitch = {
    isHalted: input.isHalted,
    reason: input.reason,
    version: input.version,
    changedBy: caller.accountId,
    changedAt: world.clock.now(),
  };
  const entry = siteEntry(world, caller, {
    event: 'killswitch.changed',
    role: 'jira-admin',
    policy: null,
    details: { isHalted: input.isHalted, reason: input.reason },
  });
  try {
    const stored = await world.policies.setSwitch(next, entry);
    return toSwitchView(stored, await namesOf(caller, [caller.accountId]));
  } catch (cause) {
    if (cause instanceof PortError && cause.code === 'conflict') {
      throw new UseCaseError(
        'conflict',
        'Somebody else changed the switch. Load it, then decide again.',
        cause,
      );
    }
    throw cause;
  }
}

/** Active people whose name matches, for the pickers of approvers and of readers. */
export async function findPeople(
  _world: World,
  caller: Caller,
  input: CallInput<'admin.find-people'>,
): Promise<CallOutput<'admin.find-people'>> {
  const people = await caller.jira.findPeople(input.query);
  return {
    people: people.filter((person) => person.isActive && person.accountType === 'atlassian').map(toPerson),
  };
}
