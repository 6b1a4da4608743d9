import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { AuditEntrySchema, type AuditEntry, type EntryDraft } from '../../contract/audit';
import { sha256Hex, toCanonicalJson } from '../canonical/canonical';
import {
  appendEntries,
  checkEntry,
  EMPTY_CHAIN,
  entryId,
  GENESIS_HASH,
  hashEntry,
  SITE_CHAIN,
  type BrokenEntry,
  type Walk,
} from './chain';

const HO_1 = 'ho-00000000-0000-4000-8000-000000000001';
const HO_2 = 'ho-00000000-0000-4000-8000-000000000002';
const ANA = 'actor-00000000-0000-4000-8000-00000000000a';
const BEN = 'actor-00000000-0000-4000-8000-00000000000b';

const draft = (step: number): EntryDraft => {
  const common = {
    at: `2026-11-02T12:${String(step).padStart(2, '0')}:00.000Z`,
    actor: { kind: 'person' as const, ref: ANA, role: 'requester' },
    onBehalfOf: step % 2 === 0 ? null : BEN,
    requestId: `req-${step}`,
    issue: { id: '20041', key: 'INC-2041' },
    operation: 'gather-diagnostics',
    state: 'queued' as const,
    seal: 'a'.repeat(64),
    versions: { policy: 7, engine: 'composer 1.0.0', prompt: null, template: null, model: null },
    checks: [],
    bodies: [{ name: 'output' as const, hmac: 'b'.repeat(64), bytes: 100 + step }],
  };
  return step % 2 === 0
    ? { ...common, event: 'run.started', details: { sources: step, tier: 0 } }
    : { ...common, event: 'guardrail.decided', details: { stage: 'output', findings: [`rule ${step}`] } };
};

const drafts = (count: number): EntryDraft[] => Array.from({ length: count }, (_, step) => draft(step));
const chainOf = (count: number, chain = HO_1): AuditEntry[] => [
  ...appendEntries(chain, EMPTY_CHAIN, drafts(count)).entries,
];

/** The first broken entry of a list, and at which position it was found. */
function walkOver(
  entries: readonly unknown[],
): { readonly position: number; readonly broken: BrokenEntry } | null {
  const walk: Walk = new Map();
  for (const [position, entry] of entries.entries()) {
    const broken = checkEntry(walk, entry);
    if (broken !== null) return { position, broken };
  }
  return null;
}

const LENGTH = 30;
const ENTRIES = chainOf(LENGTH);
const at = (position: number): AuditEntry => {
  const entry = ENTRIES[position];
  if (entry === undefined) throw new Error(`no entry ${position}`);
  return entry;
};
/** The chain with `count` entries from `position` on replaced by others. */
const spliced = (position: number, count: number, ...others: AuditEntry[]): AuditEntry[] => [
  ...ENTRIES.slice(0, position),
  ...others,
  ...ENTRIES.slice(position + count),
];
const swapped = (one: number, other: number): AuditEntry[] =>
  ENTRIES.map((entry, index) => (index === one ? at(other) : index === other ? at(one) : entry));
const positions = fc.nat(LENGTH - 1);

describe('appendEntries', () => {
  it('makes entries that the contract takes, numbered and chained', () => {
    for (const [index, entry] of ENTRIES.entries()) {
      expect(AuditEntrySchema.parse(entry)).toEqual(entry);
      expect(entry.index).toBe(index);
      expect(entry.prevEntryHash).toBe(index === 0 ? GENESIS_HASH : at(index - 1).hash);
    }
  });

  it('hashes as the format says: SHA-256 of a zero byte and the canonical JSON without the hash', () => {
    const { hash, ...body } = at(3);
    expect(hash).toBe(sha256Hex(toCanonicalJson(body), 0));
    expect(hashEntry(at(3))).toBe(hash);
  });

  it('goes on where the head stands, whatever the batches', () => {
    const first = appendEntries(HO_1, EMPTY_CHAIN, drafts(LENGTH).slice(0, 11));
    const second = appendEntries(HO_1, first.head, drafts(LENGTH).slice(11));
    expect([...first.entries, ...second.entries]).toEqual(ENTRIES);
    expect(second.head).toEqual({ nextIndex: LENGTH, lastHash: at(LENGTH - 1).hash });
    expect(appendEntries(HO_1, second.head, [])).toEqual({ entries: [], head: second.head });
  });

  it('makes no entry of a draft that does not fit its event', () => {
    const misfit: unknown = { ...draft(0), details: { gate: 'none' } };
    expect(() => appendEntries(HO_1, EMPTY_CHAIN, [draft(0), misfit as EntryDraft])).toThrow(
      expect.objectContaining({ name: 'DomainError', code: 'not-an-entry' }),
    );
  });

  it('gives ids whose text order is the order of the chain', () => {
    expect(entryId(HO_1, 42)).toBe(`${HO_1}.000042`);
    const ids = ENTRIES.map((entry) => entry.id);
    expect([...ids].sort()).toEqual(ids);
  });
});

describe('checkEntry', () => {
  it('finds nothing in a chain as it was written, also after a trip through JSON', () => {
    expect(walkOver(ENTRIES)).toBeNull();
    const turned = ENTRIES.map((entry) => Object.fromEntries(Object.entries(entry).reverse()));
    const read: unknown = JSON.parse(JSON.stringify(turned));
    expect(Array.isArray(read) && walkOver(read)).toBeNull();
  });

  it('walks several chains side by side', () => {
    const site = chainOf(5, SITE_CHAIN);
    const mixed = ENTRIES.flatMap((entry, index) => [entry, ...site.slice(index, index + 1)]);
    expect(walkOver(mixed)).toBeNull();
  });

  it('finds a change of every field at every position', () => {
    const changes: readonly Readonly<Record<string, unknown>>[] = [
      { specVersion: 1 },
      { event: 'run.queued' },
      { event: 'run.queued', details: { gate: 'none' } },
      { at: '2026-11-02T11:59:59.999Z' },
      { actor: { kind: 'app', ref: 'app', role: 'requester' } },
      { actor: { kind: 'person', ref: BEN, role: 'requester' } },
      { actor: { kind: 'person', ref: ANA, role: 'approver' } },
      { onBehalfOf: ANA },
      { requestId: 'req-x' },
      { issue: null },
      { issue: { id: '20041', key: 'INC-2042' } },
      { issue: { id: '20042', key: 'INC-2041' } },
      { operation: 'draft-status-note' },
      { state: 'completed' },
      { seal: 'b'.repeat(64) },
      { versions: { policy: 8, engine: 'composer 1.0.0', prompt: null, template: null, model: null } },
      { versions: { policy: 7, engine: 'composer 1.0.0', prompt: null, template: null, model: 'm' } },
      { checks: [{ check: 'policy', ruleId: 'sev-1', verdict: 'allowed', observed: 'x', threshold: 'x' }] },
      { bodies: [] },
      { bodies: [{ name: 'note', hmac: 'b'.repeat(64), bytes: 100 }] },
      { details: { sources: 99, tier: 0 } },
      { hash: 'c'.repeat(64) },
      { prevEntryHash: 'c'.repeat(64) },
      { index: 99 },
      { id: `${HO_1}.000099` },
      { chain: HO_2 },
    ];
    for (let position = 0; position < LENGTH; position += 1) {
      for (const change of changes) {
        const changed = ENTRIES.map((entry, index) => (index === position ? { ...entry, ...change } : entry));
        expect(walkOver(changed)?.position).toBe(position);
      }
    }
  });

  it('finds a change even when the hash was made anew, at the next entry', () => {
    for (let position = 0; position < LENGTH - 1; position += 1) {
      const forged = { ...at(position), requestId: 'req-forged' };
      const rehashed = { ...forged, hash: hashEntry(forged) };
      const changed = ENTRIES.map((entry, index) => (index === position ? rehashed : entry));
      expect(walkOver(changed)?.broken).toEqual({
        id: at(position + 1).id,
        why: 'it does not name the hash of the entry before it',
      });
    }
  });

  it('finds a deleted entry anywhere but at the tail', () => {
    for (let position = 0; position < LENGTH - 1; position += 1) {
      expect(walkOver(spliced(position, 1))?.broken.id).toBe(at(position + 1).id);
    }
    expect(walkOver(ENTRIES.slice(0, -1))).toBeNull();
  });

  it('finds a repeated entry, a swap and an insertion', () => {
    fc.assert(
      fc.property(positions, positions, (one, other) => {
        expect(walkOver(spliced(other + 1, 0, at(Math.min(one, other))))).not.toBeNull();
        if (one === other) return;
        expect(walkOver(swapped(one, other))).not.toBeNull();
        const [stray] = appendEntries(HO_1, { nextIndex: one, lastHash: at(one).prevEntryHash }, [
          draft(59),
        ]).entries;
        expect(walkOver(spliced(one, 0, stray ?? at(0)))).not.toBeNull();
      }),
    );
  });

  it('finds an id that belongs elsewhere, though hash and links are right', () => {
    const forged = { ...at(0), id: `${HO_1}.000001` };
    expect(walkOver([{ ...forged, hash: hashEntry(forged) }])?.broken.why).toBe(
      'the id does not belong to this chain and index',
    );
  });

  it.each([
    ['nothing', undefined],
    ['text', 'entry'],
    ['an entry without its event', { ...ENTRIES[0], event: undefined }],
    ['an unknown event', { ...ENTRIES[0], event: 'nothing.happened' }],
    ['one key more', { ...ENTRIES[0], extra: 1 }],
    ['an older format', { ...ENTRIES[0], specVersion: 1 }],
    ['the details of another event', { ...ENTRIES[0], details: { gate: 'none' } }],
  ])('refuses %s as no entry', (_what, raw) => {
    expect(walkOver([raw])?.broken).toMatchObject({
      id: 'unknown',
      why: expect.stringMatching(/^not an audit entry/u),
    });
  });

  it('finds a key that JavaScript treats apart', () => {
    const text = JSON.stringify(ENTRIES[0]).replace('"details":{', '"details":{"__proto__":1,');
    expect(walkOver([JSON.parse(text)])?.broken).toEqual({
      id: 'unknown',
      why: 'not an audit entry: details',
    });
  });

  it('reports text that canonical JSON refuses instead of failing', () => {
    expect(walkOver([{ ...ENTRIES[0], requestId: '\uD83D' }])?.broken.why).toBe(
      'its hash does not match its content',
    );
  });

  it('moves the walk on only past a sound entry', () => {
    const walk: Walk = new Map();
    expect(checkEntry(walk, { ...at(0), requestId: 'forged' })).not.toBeNull();
    expect(walk.size).toBe(0);
    expect(checkEntry(walk, at(0))).toBeNull();
    expect(walk.get(HO_1)).toEqual({ nextIndex: 1, lastHash: at(0).hash });
  });

  it('takes anything without failing', () => {
    fc.assert(fc.property(fc.anything(), (raw) => expect(checkEntry(new Map(), raw)).not.toBeNull()));
  });
});
