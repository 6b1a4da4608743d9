import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { AUDIT_EVENTS, AuditEntrySchema, type AuditEntry } from '../../../contract/audit';
import { toCanonicalJson } from '../../canonical/canonical';
import { hashEntry } from '../chain';
import { EVENT_CLASSES } from './event-classes';
import { toOcsf } from './ocsf';
import { anyContext, anyEntry, loadVectors, SOURCE } from './testing';

const ACTIVITIES: ReadonlyMap<number, string> = new Map([
  [1, 'Create'],
  [2, 'Read'],
  [3, 'Update'],
  [4, 'Delete'],
]);
const SEVERITY_NAMES = ['Unknown', 'Informational', 'Low', 'Medium', 'High', 'Critical'];
const Name = z.string().min(1);

/** OCSF 1.8 as far as this app writes it: strict, with what the schema's constraints say between attributes. */
const UserSchema = z.strictObject({
  uid: z.string(),
  name: Name,
  uid_alt: Name,
  type_id: z.literal(1),
  type: z.literal('User'),
});
const EventSchema = z
  .strictObject({
    category_uid: z.literal(6),
    category_name: z.literal('Application Activity'),
    class_uid: z.literal(6003),
    class_name: z.literal('API Activity'),
    activity_id: z.literal([1, 2, 3, 4, 99]),
    activity_name: Name,
    type_uid: z.number().int(),
    type_name: Name,
    status_id: z.literal([1, 2]),
    status: z.enum(['Success', 'Failure']),
    status_code: z.string().optional(),
    status_detail: z.string().optional(),
    severity_id: z.number().int().min(1).max(5),
    severity: Name,
    time: z.number().int(),
    message: Name,
    metadata: z.strictObject({
      version: z.string().regex(/^\d+\.\d+\.\d+$/u),
      product: z.strictObject({ name: Name, vendor_name: Name, uid: Name }),
      profiles: z.tuple([z.literal('ai_operation')]),
      uid: Name,
      correlation_uid: Name,
      sequence: z.number().int().min(0),
      event_code: z.enum(AUDIT_EVENTS),
      original_time: z.iso.datetime(),
      log_name: Name,
      log_version: Name,
      log_provider: z.literal(SOURCE),
    }),
    actor: z.union([z.strictObject({ user: UserSchema }), z.strictObject({ app_name: Name })]),
    api: z.strictObject({
      operation: z.enum(AUDIT_EVENTS),
      service: z.strictObject({ name: Name }),
      request: z.strictObject({ uid: z.string() }),
    }),
    src_endpoint: z.strictObject({ name: z.literal(SOURCE) }),
    resources: z
      .array(z.strictObject({ type: Name, uid: z.string(), name: z.string().optional() }))
      .min(1)
      .max(2),
    ai_model: z
      .strictObject({ ai_provider: Name, name: z.string(), version: z.string().min(1).optional() })
      .optional(),
    unmapped: z.strictObject({
      actorRole: z.string(),
      onBehalfOf: z
        .strictObject({ ref: z.string(), accountId: z.string().nullable(), name: Name })
        .nullable(),
      category: Name,
      operation: z.unknown(),
      state: z.unknown(),
      seal: z.unknown(),
      versions: z.unknown(),
      checks: z.unknown(),
      bodies: z.unknown(),
      details: z.unknown(),
      prevEntryHash: z.unknown(),
      hash: z.unknown(),
    }),
  })
  .refine((event) => event.type_uid === event.class_uid * 100 + event.activity_id)
  .refine((event) => event.type_name === `${event.class_name}: ${event.activity_name}`)
  .refine(({ activity_id: id, activity_name: name }) =>
    id === 99 ? ![...ACTIVITIES.values()].includes(name) : ACTIVITIES.get(id) === name,
  )
  .refine(({ severity_id: id, severity }) => SEVERITY_NAMES[id] === severity)
  .refine(({ status_id: id, status }) => status === (id === 1 ? 'Success' : 'Failure'))
  .refine(({ time, metadata }) => time === new Date(metadata.original_time).getTime());
type OcsfEvent = z.infer<typeof EventSchema>;

/** The event as it comes out of a SIEM: written and read again. */
const read = (event: unknown): OcsfEvent => EventSchema.parse(JSON.parse(toCanonicalJson(event)));

/** The entry that an event was made from, taken together from where OCSF has its parts. */
function toEntry({ metadata, actor, api, resources, unmapped }: OcsfEvent): AuditEntry {
  const { actorRole, onBehalfOf, category: _category, ...rest } = unmapped;
  const issue = resources.find(({ type }) => type === 'Jira issue');
  return AuditEntrySchema.parse({
    ...rest,
    specVersion: Number(metadata.log_version),
    id: metadata.uid,
    chain: metadata.correlation_uid,
    index: metadata.sequence,
    at: metadata.original_time,
    actor:
      'user' in actor
        ? { kind: 'person', ref: actor.user.uid_alt, role: actorRole }
        : { kind: 'app', ref: 'app', role: actorRole },
    onBehalfOf: onBehalfOf?.ref ?? null,
    requestId: api.request.uid,
    issue: issue === undefined ? null : { id: issue.uid, key: issue.name },
    event: metadata.event_code,
  });
}

const ANY = anyEntry.chain((entry) => fc.tuple(fc.constant(entry), anyContext(entry)));

describe('an OCSF event', () => {
  it.each(loadVectors())('is the golden one: $name', ({ entry, context, ocsf }) => {
    expect(read(toOcsf(entry, context))).toEqual(ocsf);
  });

  it('has the shape of API Activity, and holds the whole entry, whose hash still verifies', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(ANY, ([entry, context]) => {
        const event = read(toOcsf(entry, context));
        seen.add(event.metadata.event_code);
        const again = toEntry(event);
        expect(again).toEqual(entry);
        expect(hashEntry(again)).toBe(event.unmapped.hash);
      }),
      { numRuns: 600 },
    );
    expect([...seen].sort()).toEqual([...AUDIT_EVENTS].sort());
  });

  it('is the same for the same entry, whatever the order of its members and people', () => {
    fc.assert(
      fc.property(ANY, ([entry, context]) => {
        const turned = Object.fromEntries(Object.entries(entry).reverse()) as unknown as AuditEntry;
        const people = new Map([...context.people].reverse());
        expect(toCanonicalJson(toOcsf(turned, { ...context, people }))).toBe(
          toCanonicalJson(toOcsf(entry, context)),
        );
      }),
    );
  });

  it('names a model only where one ran, its version where its name is dated, its maker where that is known', () => {
    const [vector] = loadVectors();
    if (vector === undefined) throw new Error('there is no vector');
    const modelOf = (model: string | null): unknown =>
      read(toOcsf({ ...vector.entry, versions: { ...vector.entry.versions, model } }, vector.context))
        .ai_model;
    expect(modelOf(null)).toBeUndefined();
    expect(modelOf('claude-sonnet-5')).toEqual({ ai_provider: 'Anthropic', name: 'claude-sonnet-5' });
    expect(modelOf('claude-haiku-4-5-20251001')).toMatchObject({ version: '20251001' });
    expect(modelOf('home-1')).toEqual({ ai_provider: 'Unknown', name: 'home-1' });
  });
});

const activityOf = (event: (typeof AUDIT_EVENTS)[number]): string => {
  const { activity } = EVENT_CLASSES[event];
  return typeof activity === 'string' ? activity : activity.other;
};

describe('the classes of events', () => {
  it.each([
    [/requested$|-created$|checkpoint\.|writeback\.done$/u, 'Create'],
    [/^export\.|^integrity\./u, 'Read'],
    [/changed$|invalidated$|withdrawn$|timed-out$|halted$/u, 'Update'],
    [/erased$/u, 'Delete'],
    [/decided$/u, 'Decide'],
    [/failed$/u, 'Fail'],
  ])('file what is called %p as %s', (pattern, activity) => {
    const found = AUDIT_EVENTS.filter((event) => pattern.test(event)).map(activityOf);
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found)).toEqual(new Set([activity]));
  });

  it('call no two events the same', () => {
    const titles = AUDIT_EVENTS.map((event) => EVENT_CLASSES[event].title);
    expect(new Set(titles).size).toBe(AUDIT_EVENTS.length);
  });
});
