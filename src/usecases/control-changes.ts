import { z } from 'zod';
import { AuditEntrySchema, type AuditEntry, type DetailsOf } from '../contract/audit';
import type { ControlChange, TrailPerson } from '../contract/trail';
import type { CallInput, CallOutput } from '../contract/calls';
import { SITE_CHAIN } from '../domain/audit/chain';
import { CLASSES } from '../domain/operations/catalogue';
import { placeOf } from './list-place';
import { loadPeople, refsOf } from './trail-people';
import type { Caller, World } from './world';

const EVENTS = ['policy.changed', 'policy.draft', 'class.changed', 'killswitch.changed'] as const;
type ControlEvent = (typeof EVENTS)[number];
type ControlEntry = Extract<AuditEntry, { readonly event: ControlEvent }>;

/** Where one of the lists stands: the cursor of the page that comes next; `end` past the last. */
const ListSchema = z.union([z.strictObject({ cursor: z.string().max(2_500).nullable() }), z.literal('end')]);
type ListPlace = z.infer<typeof ListSchema>;
/** `below`: sort key of the last change that was given; what is not older was given already. `lists`: one an event. */
const PlaceSchema = z.strictObject({
  below: z.string().max(120).nullable(),
  lists: z.tuple([ListSchema, ListSchema, ListSchema, ListSchema]),
});
type Place = z.infer<typeof PlaceSchema>;

const START: ListPlace = { cursor: null };
const FIRST: Place = { below: null, lists: [START, START, START, START] };

/** Newest first by time, then by place in the chain. */
const keyOf = ({ at, id }: AuditEntry): string => `${at} ${id}`;
const newestFirst = (one: ControlEntry, other: ControlEntry): number => (keyOf(one) < keyOf(other) ? 1 : -1);

interface Read {
  readonly place: ListPlace;
  readonly entries: readonly ControlEntry[];
  /** Where the list goes on when all of `entries` were given. */
  readonly next: ListPlace;
}

const isControl = (entry: AuditEntry): entry is ControlEntry =>
  EVENTS.some((event) => event === entry.event) && entry.chain === SITE_CHAIN;

async function readList(
  world: World,
  event: ControlEvent,
  { place, below }: { readonly place: ListPlace; readonly below: string | null },
): Promise<Read> {
  if (place === 'end') return { place, entries: [], next: place };
  const page = await world.audit.listByEvent(event, place.cursor);
  const entries = page.items.flatMap((row) => {
    const parsed = AuditEntrySchema.safeParse(row);
    if (parsed.success && isControl(parsed.data)) return [parsed.data];
    world.log.error('audit.row-damaged', { list: event });
    return [];
  });
  const older = entries.filter((entry) => below === null || keyOf(entry) < below);
  const next: ListPlace = page.cursor === null ? 'end' : { cursor: page.cursor };
  return older.length === 0 && next !== 'end'
    ? readList(world, event, { place: next, below })
    : { place, entries: older, next };
}

/** The oldest key down to which a list is known: its next page may hold changes that are newer than those of the other list. */
const horizonOf = ({ entries, next }: Read): string => {
  const last = entries.at(-1);
  return next === 'end' || last === undefined ? '' : keyOf(last);
};

const placeAfter = (read: Read, given: readonly ControlEntry[]): ListPlace =>
  read.entries.every((entry) => given.includes(entry)) ? read.next : read.place;

type Told = Pick<ControlChange, 'what' | 'change' | 'isHalted'>;

const ACTS: Readonly<Record<DetailsOf<'policy.draft'>['act'], string>> = {
  saved: 'Draft saved',
  discarded: 'Draft discarded',
  simulated: 'Draft simulated',
  submitted: 'Draft submitted for review',
  approved: 'Draft approved',
  returned: 'Draft returned to its authors',
  'canary-started': 'Trial started',
  'canary-stopped': 'Trial stopped',
};

const CLASS_TITLES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(CLASSES).map(([id, { title }]) => [id, title]),
);

function told(entry: ControlEntry): Told {
  switch (entry.event) {
    case 'policy.changed':
      return { what: 'policy', change: entry.details.change, isHalted: null };
    case 'policy.draft': {
      const { act, note } = entry.details;
      return { what: 'draft', change: note === '' ? ACTS[act] : `${ACTS[act]}: ${note}`, isHalted: null };
    }
    case 'class.changed': {
      const { class: ofClass, isStopped, who } = entry.details;
      const title = CLASS_TITLES[ofClass] ?? ofClass;
      const change = isStopped ? `${title} stopped; missing: ${who}` : `${title} goes on`;
      return { what: 'class', change, isHalted: isStopped };
    }
    case 'killswitch.changed':
      return { what: 'switch', change: entry.details.reason, isHalted: entry.details.isHalted };
  }
}

/**
 * Who changed the policy, its draft, a class or the switch, newest first, all in one list, a page at a time. A row that is no such entry is left
 * out and logged. Raises `invalid-input` for a cursor that is none.
 */
export async function listControlChanges(
  world: World,
  caller: Caller,
  input: CallInput<'oversight.changes'>,
): Promise<CallOutput<'oversight.changes'>> {
  const { below, lists } = placeOf(input.cursor, PlaceSchema, FIRST);
  const [one, two, three, four] = await Promise.all([
    readList(world, EVENTS[0], { place: lists[0], below }),
    readList(world, EVENTS[1], { place: lists[1], below }),
    readList(world, EVENTS[2], { place: lists[2], below }),
    readList(world, EVENTS[3], { place: lists[3], below }),
  ]);
  const reads = [one, two, three, four];
  const horizon = reads.map(horizonOf).sort().at(-1) ?? '';
  const known = reads.flatMap(({ entries }) => entries).sort(newestFirst);
  const given = known.filter((entry) => keyOf(entry) >= horizon);
  const { registry } = world;
  const people = await loadPeople(refsOf(given), { registry, jira: caller.jira, known: [caller.accountId] });
  const byRef = new Map<string, TrailPerson>(people.map((person) => [person.ref, person]));
  const last = given.at(-1);
  const after: Place['lists'] = [
    placeAfter(one, given),
    placeAfter(two, given),
    placeAfter(three, given),
    placeAfter(four, given),
  ];
  return {
    changes: given.map((entry) => ({
      entryId: entry.id,
      at: entry.at,
      by: byRef.get(entry.actor.ref) ?? null,
      policyVersion: entry.versions.policy,
      ...told(entry),
    })),
    cursor: after.every((place) => place === 'end')
      ? null
      : JSON.stringify({ below: last === undefined ? below : keyOf(last), lists: after }),
  };
}
