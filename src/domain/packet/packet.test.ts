import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sha256Hex } from '../canonical/canonical';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { compile } from '../policy/compile';
import { decide } from '../policy/decide';
import { factsOf, inForce, planOf, readingOf, sourceOf, inputOf } from '../testing';
import type { CommentReading, IssueReading } from './issue-reading';
// Holds types only; loaded so that coverage counts it.
import './issue-reading';
import { changesSince, sealOf, snapshotOf, type Packet } from './packet';

const comment = (id: string, over: Partial<CommentReading> = {}): CommentReading => ({
  id,
  author: 'Ben Fischer',
  at: '2026-11-02T09:00:00.000Z',
  text: `Comment ${id}.`,
  isInternal: false,
  isRestricted: false,
  isFromAi: false,
  ...over,
});

const READING = readingOf({
  fields: [
    { id: 'summary', label: 'Summary', text: 'Remote access latency' },
    { id: 'status', label: 'Status', text: 'Open' },
  ],
  description: 'It is slow.',
  comments: [comment('1'), comment('2')],
});

const PACKET: Packet = {
  schema: 5,
  nonce: 'e'.repeat(32),
  operation: 'gather-diagnostics',
  requesterId: 'agent-ana',
  owner: { accountId: 'agent-ben', displayName: 'Ben Fischer' },
  facts: factsOf(),
  decision: decide(compile(inForce()), inputOf()),
  scope: {
    mayRead: ['1 field'],
    leftOut: ['1 file'],
    dropped: [{ what: 'Comment', address: '/browse/INC-1', why: 'restricted' }],
    willProduce: ['A list'],
    blockedActions: ['Close'],
    stopConditions: ['Halt'],
  },
  gates: [planOf('run')],
  snapshot: snapshotOf(READING),
  sources: [sourceOf({ quarantine: { ruleIds: ['override'], spans: [{ start: 0, end: 6 }] } })],
  secrets: [{ source: 1, check: 'secret', ruleId: 'aws-key', start: 3, length: 20 }],
  limits: DEFAULT_POLICY.limits,
  engine: { name: 'composer', version: '1.0.0', tier: 0, model: null, prompt: null },
  fallbacks: [{ name: 'template', version: '1.0.0', tier: 0, model: null, prompt: null }],
  policy: { version: 7, digest: 'd'.repeat(64) },
};

type Path = readonly string[];

/** Every place of a JSON value that holds a scalar. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function changed(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  return typeof value === 'string' ? `${value}x` : 'x';
}

/** A copy whose scalar at `path` is another one. */
function mutate(value: unknown, [key, ...rest]: Path): unknown {
  if (key === undefined) return changed(value);
  if (typeof value !== 'object' || value === null) throw new Error('the path leads nowhere');
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => [
    name,
    name === key ? mutate(inner, rest) : inner,
  ]);
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, reversed(inner)]);
  return Object.fromEntries(entries.reverse());
};

const paths = leaves(PACKET).map((path) => [path.join('.'), path] as const);

describe('sealOf', () => {
  const seal = sealOf(PACKET);

  it('is 64 hexadecimal digits', () => {
    expect(seal).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('covers every part of the packet', () => {
    expect(new Set(paths.map(([name]) => name.split('.')[0]))).toEqual(new Set(Object.keys(PACKET)));
  });

  it.each(paths)('changes with %s', (_name, path) => {
    expect(sealOf(mutate(PACKET, path) as Packet)).not.toBe(seal);
  });

  it('does not depend on the order of keys', () => {
    const turned = reversed(PACKET);
    expect(JSON.stringify(turned)).not.toBe(JSON.stringify(PACKET));
    expect(sealOf(turned as Packet)).toBe(seal);
    expect(sealOf(JSON.parse(JSON.stringify(PACKET)) as Packet)).toBe(seal);
  });

  it('depends on the order of sources', () => {
    const [one, other] = [sourceOf(), sourceOf({ number: 2 })];
    expect(sealOf({ ...PACKET, sources: [one, other] })).not.toBe(
      sealOf({ ...PACKET, sources: [other, one] }),
    );
  });
});

describe('changesSince', () => {
  const sealed = snapshotOf(READING);
  const fields = (status: string) =>
    [READING.fields[0], { id: 'status', label: 'Status', text: status }].flatMap((field) => field ?? []);

  const CASES: readonly (readonly [string, Partial<IssueReading>, readonly string[]])[] = [
    ['nothing', {}, []],
    ['a new comment', { comments: [...READING.comments, comment('3')] }, []],
    [
      'a new link',
      { links: [{ id: '1', relation: 'blocks', key: 'INC-1', summary: 's', status: 'Open' }] },
      [],
    ],
    ['a field', { fields: fields('Closed') }, ['Status went from Open to Closed']],
    ['a field emptied', { fields: fields('') }, ['Status went from Open to none']],
    ['a field gone', { fields: READING.fields.slice(0, 1) }, ['Status went from Open to none']],
    [
      'a field come',
      { fields: [...READING.fields, { id: 'p', label: 'Priority', text: 'High' }] },
      ['Priority went from none to High'],
    ],
    ['the description', { description: 'It is slow!' }, ['the description changed']],
    [
      'an edited comment',
      { comments: [comment('1'), comment('2', { text: 'Edited.' })] },
      ['comment 2 was edited, restricted or deleted'],
    ],
    ['a deleted comment', { comments: [comment('2')] }, ['comment 1 was edited, restricted or deleted']],
    [
      'a restricted comment',
      { comments: [comment('1', { isRestricted: true }), comment('2')] },
      ['comment 1 was edited, restricted or deleted'],
    ],
    ['the project', { projectKey: 'SEC' }, ['the issue moved to project SEC']],
    ['the security level', { securityLevel: '10' }, ['the issue’s security level changed']],
    [
      'everything at once',
      { projectKey: 'SEC', securityLevel: '10', fields: fields('Closed'), description: '', comments: [] },
      [
        'the issue moved to project SEC',
        'the issue’s security level changed',
        'Status went from Open to Closed',
        'the description changed',
        'comment 1 was edited, restricted or deleted',
        'comment 2 was edited, restricted or deleted',
      ],
    ],
  ];

  it.each(CASES)('tells of %s', (_what, over, expected) => {
    const changes = changesSince(sealed, { ...READING, ...over });
    expect(changes.map(({ sentence }) => sentence)).toEqual(expected);
  });

  it('names each subject without any text of the issue, so that the audit chain may hold it', () => {
    const over = {
      projectKey: 'SEC',
      securityLevel: '10',
      fields: fields('Closed'),
      description: '',
      comments: [],
    };
    expect(changesSince(sealed, { ...READING, ...over }).map(({ subject }) => subject)).toEqual([
      'project',
      'security level',
      'Status',
      'description',
      'comment 1',
      'comment 2',
    ]);
  });

  it('survives being stored as JSON', () => {
    const stored: unknown = JSON.parse(JSON.stringify(sealed));
    expect(stored).toEqual(sealed);
  });

  it('holds no text of a description or comment, only digests', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 70 }), (secret) => {
        const snapshot = snapshotOf(
          readingOf({ description: secret, comments: [comment('1', { text: secret })] }),
        );
        expect(
          Object.values({ ...snapshot.commentDigests, description: snapshot.descriptionDigest }),
        ).not.toContain(secret);
        expect(snapshot.descriptionDigest).toMatch(/^[0-9a-f]{64}$/u);
      }),
    );
  });

  it('digests no secret: two secrets in one place give one digest, and a changed word beside them another', () => {
    const digestsOf = (text: string) => {
      const { descriptionDigest, commentDigests } = snapshotOf(
        readingOf({ description: text, comments: [comment('1', { text })] }),
      );
      return [descriptionDigest, commentDigests['1']];
    };
    const [one, other] = ['aB3dE6gH9j', 'kL4mN7pQ2r'].map((part) => `Log in with ghp_${part.repeat(4)} now.`);
    expect(digestsOf(one ?? '')).toEqual(digestsOf(other ?? ''));
    expect(digestsOf(`${one} `)).not.toEqual(digestsOf(one ?? ''));
    expect(digestsOf(one ?? '')).not.toEqual([sha256Hex(one ?? ''), sha256Hex(one ?? '')]);
  });

  it('looks at no comment that could not be a source', () => {
    const comments = [comment('1', { isRestricted: true }), comment('2', { isFromAi: true })];
    expect(snapshotOf(readingOf({ comments })).commentDigests).toEqual({});
  });
});
