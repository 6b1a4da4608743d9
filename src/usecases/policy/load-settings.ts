import type { CallOutput } from '../../contract/calls';
import type { ControlState } from '../../ports/policy-store';
import { CLASSES, OPERATIONS } from '../../domain/operations/catalogue';
import type { Caller, World } from '../world';
import { loadLife, viewOf, type Life } from './life';
import { accountsIn, accountsOfDraft, accountsOfVersions, loadNames } from './people-named';
import { viewSwitch } from './set-switch';

type Settings = CallOutput<'admin.load'>;

async function modelsNow(world: World): Promise<Settings['models']> {
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

/** How often each bypass was used; every version that has a bypass of this id counts together. */
async function usesOf(world: World, { policy, trial }: ControlState): Promise<Settings['bypassUses']> {
  const documents = [policy, ...(trial === null ? [] : [trial.policy])].map(({ document }) => document);
  const ids = [...new Set(documents.flatMap(({ bypasses }) => bypasses.map(({ id }) => id)))];
  if (ids.length === 0) return [];
  const counts = await world.handoffs.taken(ids.map((of) => ({ scope: 'bypass', of, day: null })));
  return ids.map((id, at) => ({ id, uses: counts[at] ?? 0 }));
}

/** Everybody whom the policy in force, the draft and what stands still name. */
const accountsOf = ({ control: { policy, stops }, slot: { draft } }: Life): readonly string[] => [
  ...accountsIn(policy.document),
  policy.publishedBy,
  ...policy.authors,
  ...(draft === null ? [] : accountsOfDraft(draft)),
  ...stops.flatMap(({ accountId, told }) => [accountId, told].filter((id) => id !== null)),
];

const OPERATIONS_SHOWN: Settings['operations'] = OPERATIONS.map(({ id, title, class: ofClass }) => ({
  operation: id,
  title,
  class: ofClass,
  classTitle: CLASSES[ofClass].title,
}));

/** Everything that the settings page shows first: policy, draft, versions, switch, shares, people by name, models. */
export async function loadSettings(world: World, caller: Caller): Promise<Settings> {
  const life = await loadLife(world);
  const { control, slot } = life;
  const [page, models, shares, bypassUses, siteSwitch, draft] = await Promise.all([
    world.policies.versions(null),
    modelsNow(world),
    world.shares.load(),
    usesOf(world, control),
    viewSwitch(caller, control.siteSwitch),
    slot.draft === null ? null : viewOf(world, control, slot.draft),
  ]);
  const named = [caller.accountId, ...accountsOf(life), ...accountsOfVersions(page.items)];
  const nameOf = await loadNames(caller, named);
  return {
    viewer: nameOf(caller.accountId),
    policy: control.policy,
    draft,
    switch: siteSwitch,
    stops: [...control.stops],
    bypassUses,
    shares: shares.newest,
    versions: [...page.items],
    people: [...new Set(named)].map(nameOf),
    operations: OPERATIONS_SHOWN,
    models,
  };
}
