import type { ClassStop } from '../contract/policy-people';
import { brief } from '../domain/audit/happening';
import { isActivePerson } from '../domain/gate/plan-gates';
import { CLASSES } from '../domain/operations/catalogue';
import { peopleOfClasses, standstills, WHY_STILL, type Standstill } from '../domain/policy/class-stops';
import type { ControlState } from '../ports/policy-store';
import { PortError } from '../ports/port-error';
import { siteEntry } from './site-entry';
import type { World } from './world';

const isSame = (stop: ClassStop, now: Standstill): boolean =>
  stop.class === now.class &&
  stop.who === now.who &&
  stop.role === now.role &&
  stop.accountId === now.accountId;

/** Whether two are about the same thing: the class as a whole, or one role of it. */
const isAbout = (stop: Standstill, other: Standstill): boolean =>
  stop.class === other.class && stop.role === other.role;

type IsActive = (accountId: string) => boolean;

async function whoIsActive(world: World, { policy }: ControlState): Promise<IsActive> {
  const people = await world.jira.people(peopleOfClasses(policy.document));
  const active = new Set(people.filter(isActivePerson).map((person) => person.accountId));
  return (accountId) => active.has(accountId);
}

/** Tells the class's backup by a notification on the policy's issue; gives whom, or null where nobody could be told. */
async function tellBackup(
  world: World,
  { policy }: ControlState,
  { standstill, isActive }: { readonly standstill: Standstill; readonly isActive: IsActive },
): Promise<string | null> {
  const { owners, audit } = policy.document;
  const backup = owners.find((entry) => entry.class === standstill.class)?.backup ?? null;
  if (backup === null || !isActive(backup) || audit.checkpointIssueKey === null) return null;
  const { title } = CLASSES[standstill.class];
  try {
    await world.jira.notifyPeople(audit.checkpointIssueKey, [backup], {
      subject: `AI operations stand still: ${title}`,
      text: `${title}: ${WHY_STILL[standstill.who]}. No new hand-off of this kind is possible until an admin names somebody else in the settings of AI hand-off.`,
    });
    return backup;
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    world.log.error('owners.backup-not-told', { class: standstill.class, code: error.code });
    return null;
  }
}

/** Stores one class's stop, or that it goes on, with its entry. */
async function change(
  world: World,
  control: ControlState,
  step: {
    readonly before: readonly ClassStop[];
    readonly next: readonly ClassStop[];
    readonly of: Standstill;
    readonly stop: ClassStop | null;
  },
): Promise<void> {
  const entry = siteEntry(world, null, {
    event: 'class.changed',
    role: 'owners',
    policy: control.policy.version,
    details: {
      class: step.of.class,
      isStopped: step.stop !== null,
      who: brief(step.of.who),
      told: (step.stop?.told ?? null) !== null,
    },
  });
  await world.policies.setStops(step.before, step.next, entry);
}

/**
 * Stops each class of which one of the people who answer for it is not there any more, tells its backup, and lets it go on when
 * somebody is (U14). Looks at the policy in force. A backup who could not be told is tried again at the next look. Gives how
 * many classes stand still. A hand-off looks at these people itself; this is for the pages, and for telling.
 */
export async function checkOwners(world: World): Promise<number> {
  const control = await world.policies.control();
  const isActive = await whoIsActive(world, control);
  const now = standstills(control.policy.document, isActive);
  let stops = control.stops;
  for (const over of control.stops.filter(
    (stop) => !now.some((standstill) => stop.class === standstill.class),
  )) {
    const next = stops.filter((stop) => stop.class !== over.class);
    await change(world, control, { before: stops, next, of: over, stop: null });
    stops = next;
  }
  for (const standstill of now) {
    const known = stops.find((stop) => isSame(stop, standstill));
    if (known !== undefined && known.told !== null) continue;
    const told = await tellBackup(world, control, { standstill, isActive });
    if (known !== undefined && told === null) continue;
    const stop: ClassStop = { ...standstill, since: known?.since ?? world.clock.now(), told };
    const next = [...stops.filter((one) => !isAbout(one, standstill)), stop];
    await change(world, control, { before: stops, next, of: standstill, stop });
    stops = next;
  }
  return now.length;
}
