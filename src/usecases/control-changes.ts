import { z } from 'zod';
import { AuditEntrySchema, type AuditEntry } from '../contract/audit';
import type { ControlChange, TrailPerson } from '../contract/trail';
import type { CallInput, CallOutput } from '../contract/calls';
import { SITE_CHAIN } from '../domain/audit/chain';
import { placeOf } from './list-place';
import { loadPeople, refsOf } from './trail-people';
import type { Caller, World } from './world';

const EVENTS = ['policy.changed', 'killswitch.changed'] as const;
type ControlEvent = (typeof EVENTS)[number];
type ControlEntry = Extract<AuditEntry, { readonly event: ControlEvent }>;

/** Where one of the two lists stands: the cursor of the page that comes next; `end` past the last. */
const ListSchema = z.union([z.strictObject({ cursor: z.string().max(2_500).nullable() }), z.literal('end')]);
type ListPlace = z.infer<typeof ListSchema>;
/** `below`: sort key of the last change that was given; what is not older was given already. */
const PlaceSchema = z.strictObject({
  below: z.string().max(120).nullable(),
  policy: ListSchema,
  switch: ListSchema,
});
type Place = z.infer<typeof PlaceSchema>;

const FIRST: Place = { below: null, policy: { cursor: null }, switch: { cursor: null } };

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

function toChange(entry: ControlEntry, by: TrailPerson): ControlChange {
  const { id: entryId, at, versions } = entry;
  const change = { entryId, at, by, policyVersion: versions.policy };
  if (entry.event === 'policy.changed')
    return { ...change, what: 'policy', change: entry.details.change, isHalted: null };
  return { ...change, what: 'switch', change: entry.details.reason, isHalted: entry.details.isHalted };
}

/**
 * Who changed the policy and the switches, newest first, both in one list, a page at a time. A row that is no such entry is left
 * out and logged. Raises `invalid-input` for a cursor that is none.
 */
export async function listControlChanges(
  world: World,
  caller: Caller,
  input: CallInput<'oversight.changes'>,
): Promise<CallOutput<'oversight.changes'>> {
  const { below, ...places } = placeOf(input.cursor, PlaceSchema, FIRST);
  const [policy, siteSwitch] = await Promise.all([
    readList(world, 'policy.changed', { place: places.policy, below }),
    readList(world, 'killswitch.changed', { place: places.switch, below }),
  ]);
  const horizon = [horizonOf(policy), horizonOf(siteSwitch)].sort().at(-1) ?? '';
  const known = [...policy.entries, ...siteSwitch.entries].sort(newestFirst);
  const given = known.filter((entry) => keyOf(entry) >= horizon);
  const { registry } = world;
  const people = await loadPeople(refsOf(given), { registry, jira: caller.jira, known: [caller.accountId] });
  const byRef = new Map(people.map((person) => [person.ref, person]));
  const last = given.at(-1);
  const next: Place = {
    below: last === undefined ? below : keyOf(last),
    policy: placeAfter(policy, given),
    switch: placeAfter(siteSwitch, given),
  };
  return {
    changes: given.flatMap((entry) => {
      const by = byRef.get(entry.actor.ref);
      return by === undefined ? [] : [toChange(entry, by)];
    }),
    cursor: next.policy === 'end' && next.switch === 'end' ? null : JSON.stringify(next),
  };
}
