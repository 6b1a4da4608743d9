import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { AUDIT_EVENTS, AuditEntrySchema, type AuditEntry } from '../../../contract/audit';
import { toCanonicalJson } from '../../canonical/canonical';
import { hashEntry } from '../chain';
import { toCloudEvent } from './cloud-events';
import { anyContext, anyEntry, loadVectors, PEOPLE, SOURCE } from './testing';

/** String of CloudEvents 1.0.2: no control characters, no noncharacters, no half of a surrogate pair. */
const isString = (text: string): boolean =>
  Array.from(text).every((character) => {
    const code = character.codePointAt(0) ?? 0;
    const isControl = code <= 0x1f || (code >= 0x7f && code <= 0x9f);
    const isNoncharacter = (code & 0xfffe) === 0xfffe || (code >= 0xfdd0 && code <= 0xfdef);
    return !isControl && !isNoncharacter && !(code >= 0xd800 && code <= 0xdfff);
  });
const Attribute = z.string().min(1).refine(isString);

/** CloudEvents 1.0.2 in JSON: required attributes, names and types of all, the value of `data` as JSON. */
const RulesSchema = z
  .looseObject({
    specversion: z.literal('1.0'),
    id: Attribute,
    source: Attribute.refine((text) => URL.canParse(text)),
    type: Attribute,
    time: z.iso.datetime({ offset: true }),
    subject: Attribute,
    datacontenttype: z.literal('application/json'),
    sequence: Attribute,
    data: z.unknown(),
  })
  .superRefine((event, context) => {
    for (const [name, value] of Object.entries(event)) {
      if (name === 'data') continue;
      if (!/^[a-z0-9]{1,20}$/u.test(name)) context.addIssue(`the name ${name}`);
      if (!Attribute.safeParse(value).success) context.addIssue(`the value of ${name}`);
    }
  });
const read = (entry: AuditEntry): z.infer<typeof RulesSchema> =>
  RulesSchema.parse(JSON.parse(toCanonicalJson(toCloudEvent(entry, PEOPLE))));

describe('a CloudEvent', () => {
  it.each(loadVectors())('is the golden one: $name', ({ entry, context, cloudEvent }) => {
    expect(toCloudEvent(entry, context)).toEqual({ ...cloudEvent, data: entry });
  });

  it('keeps the rules of the specification for any entry, and its hash verifies after a round trip', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const event = read(entry);
        const data = AuditEntrySchema.parse(event.data);
        expect(data).toEqual(entry);
        expect(hashEntry(data)).toBe(event['entryhash']);
        expect(event.type).toBe(`ai-handoff.${entry.event}`);
        seen.add(entry.event);
      }),
      { numRuns: 600 },
    );
    expect([...seen].sort()).toEqual([...AUDIT_EVENTS].sort());
  });

  it('orders the events of a chain by text as by number', () => {
    const [vector] = loadVectors();
    if (vector === undefined) throw new Error('there is no vector');
    const sequence = (index: number): string => read({ ...vector.entry, index }).sequence;
    const index = fc.maxSafeNat();
    fc.assert(
      fc.property(index, index, (one, two) => {
        expect(sequence(one) < sequence(two)).toBe(one < two);
      }),
    );
  });

  it.each([
    ['an issue', 'INC-2041', 'INC-2041'],
    ['an issue without a key', '', 'chain'],
    ['an issue whose key no attribute may hold', 'INC\n1', 'chain'],
    ['an issue whose key has a noncharacter', 'INC\uFFFE', 'chain'],
    ['no issue', null, 'chain'],
  ])('has a subject for %s', (_what, key, expected) => {
    const [vector] = loadVectors();
    if (vector === undefined) throw new Error('there is no vector');
    const entry = { ...vector.entry, issue: key === null ? null : { id: '1', key } };
    expect(read(entry).subject).toBe(expected === 'chain' ? entry.chain : expected);
  });

  it('says no name and no account', () => {
    fc.assert(
      fc.property(
        anyEntry.chain((entry) => fc.tuple(fc.constant(entry), anyContext(entry))),
        ([entry, context]) => {
          expect(toCloudEvent(entry, context)).toEqual(
            toCloudEvent(entry, { source: SOURCE, people: new Map() }),
          );
        },
      ),
    );
  });
});
