import { describe, expect, it } from '@jest/globals';
import { appendEntries, EMPTY_CHAIN, type EntryDraft } from '../../src/domain/audit/chain';
import { toCanonicalJson } from '../../src/domain/canonical/canonical';
import { DEFAULT_POLICY } from '../../src/domain/policy/default-policy';
import { findRepeatedKey } from '../../tools/audit/repeated-key';
import { orderTrail } from '../../tools/audit/order-trail';
import { verifyExport } from '../../tools/audit/verify-export';
import { answerLines, readLines } from '../../tools/cli/json-lines';
import { decideLine, toPolicyVersion } from '../../tools/policy/decide-line';

async function* chunksOf(text: string, size = 7): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const draft: EntryDraft = {
  event: 'handoff.requested',
  at: '2026-04-28T09:14:00Z',
  actor: { kind: 'person', accountId: 'agent-ana', role: 'requester' },
  onBehalfOf: null,
  requestId: 'request-1',
  issue: { id: '10001', key: 'INC-2041' },
  operation: 'gather-evidence',
  state: 'queued',
  seal: null,
  versions: { policy: 1, engine: null, template: null, model: null },
  details: { note: 'ärger' },
};
const chainOf = (name: string, length: number) =>
  appendEntries(name, EMPTY_CHAIN, Array<EntryDraft>(length).fill(draft)).entries;
const linesOf = (items: readonly unknown[]): string =>
  items.map((item) => `${toCanonicalJson(item)}\n`).join('');

describe('json lines', () => {
  it('are split where a chunk ends inside a character', async () => {
    const lines = await all(readLines(chunksOf('ä\nöü\n\nend', 1)));
    expect(lines.map(({ text }) => text)).toEqual(['ä', 'öü', '', 'end']);
    expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });

  it('a line over the limit is dropped and the next one is read', async () => {
    expect((await all(readLines(chunksOf('aaaaaa\nbb\n'), 4))).map(({ text }) => text)).toEqual([null, 'bb']);
  });

  it('a bad line is answered with its number and the run goes on', async () => {
    const answers = await all(answerLines(chunksOf('{"a":1}\n{bad\n{"a":2}\n'), (value) => [value]));
    expect(answers.map((line): unknown => JSON.parse(line))).toEqual([
      { a: 1 },
      { error: { code: 'not-json', message: 'The line is not JSON' }, line: 2 },
      { a: 2 },
    ]);
  });
});

describe('policy:decide', () => {
  const policy = toPolicyVersion(DEFAULT_POLICY, 'default policy');
  const issue = (project: string, type: string) => ({
    key: `${project}-1`,
    fields: { project: { key: project }, issuetype: { name: type } },
  });

  it('decides every offered operation when none is named', () => {
    const offers = DEFAULT_POLICY.kinds.find(({ kind }) => kind === 'incident')?.offers;
    expect(decideLine(policy, { issue: issue('INC', 'Incident') }).map(({ operation }) => operation)).toEqual(
      offers,
    );
  });

  it('blocks every operation of the catalogue where the policy names no kind', () => {
    const lines = decideLine(policy, { issue: issue('HR', 'Case') });
    expect(lines).toHaveLength(17);
    expect(
      lines.every(({ outcome, reasons }) => outcome === 'blocked' && reasons[0]?.ruleId === 'scope-1'),
    ).toBe(true);
  });

  it('refuses an operation that is not in the closed list', () => {
    const run = (): unknown =>
      decideLine(policy, { issue: issue('INC', 'Incident'), operation: 'close-issue' });
    expect(run).toThrow(expect.objectContaining({ code: 'unknown-operation' }));
  });

  it('names what an issue lacks', () => {
    const run = (): unknown =>
      decideLine(policy, { issue: { key: 'INC-1', fields: { project: { key: 'INC' } } } });
    expect(run).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        message: expect.stringContaining('issue.fields.issuetype'),
      }),
    );
  });
});

describe('audit:fsck', () => {
  const entries = [...chainOf('site', 3), ...chainOf('ho-1', 4)];
  const verify = (text: string) => verifyExport(chunksOf(text, 64));

  it('counts entries and chains of a whole export', async () => {
    expect(await verify(linesOf(entries))).toEqual({
      entries: 7,
      chains: 2,
      checkpoints: 0,
      firstBroken: null,
    });
  });

  it.each([
    {
      what: 'a changed field',
      text: linesOf(entries).replace('"queued"', '"running"'),
      id: 'site.000000',
      line: 1,
    },
    {
      what: 'a missing entry',
      text: linesOf(entries.filter((_, at) => at !== 1)),
      id: 'site.000002',
      line: 2,
    },
    {
      what: 'entries in the wrong order',
      text: linesOf([...entries.slice(0, 3), ...entries.slice(3).reverse()]),
      id: 'ho-1.000003',
      line: 4,
    },
    { what: 'an entry twice', text: linesOf([...entries, ...entries.slice(-1)]), id: 'ho-1.000003', line: 8 },
    {
      what: 'a key twice',
      text: linesOf(entries).replace('{"actor"', '{"event":"export.made","actor"'),
      id: 'site.000000',
      line: 1,
    },
    { what: 'a line that is not JSON', text: `${linesOf(entries)}{`, id: 'unknown', line: 8 },
    {
      what: 'a lone surrogate',
      text: linesOf(entries).replace('ärger', '\\ud800'),
      id: 'site.000000',
      line: 1,
    },
  ])('finds $what', async ({ text, id, line }) => {
    expect((await verify(text)).firstBroken).toMatchObject({ id, line });
  });

  it('takes equal keys of different objects for what they are', () => {
    expect(findRepeatedKey('{"a":{"a":1,"b":[{"a":2},{"a":3}]},"b":"a"}')).toBeNull();
    expect(findRepeatedKey('{"a":{"b":1,"\\u0062":2}}')).toBe('b');
    expect(findRepeatedKey('{"__proto__":{}}')).toBe('__proto__');
  });
});

describe('audit:export', () => {
  const rowsOf = (chain: string, length: number) =>
    chainOf(chain, length).map((body) => ({ key: body.id, value: { chain, position: body.index, body } }));
  const handoff = (key: string, requestedAt: string, issueKey: string) => ({
    key,
    value: { requestedAt, body: { issue: { key: issueKey } } },
  });
  const rows = {
    entries: [
      ...rowsOf('ho-1', 2),
      ...rowsOf('ho-2', 1),
      ...rowsOf('lost', 1),
      ...rowsOf('site', 1),
    ].reverse(),
    handoffs: [
      handoff('ho-1', '2026-04-28T09:00:00Z', 'INC-1'),
      handoff('ho-2', '2026-04-28T10:00:00Z', 'INC-2'),
    ],
  };
  const ids = (lines: readonly string[]) => lines.map((line) => /"id":"([a-z0-9-]+\.\d+)"/u.exec(line)?.[1]);

  it('gives the site first, then hand-offs from the newest, then what no hand-off names', () => {
    const order = ['site.000000', 'ho-2.000000', 'ho-1.000000', 'ho-1.000001', 'lost.000000'];
    expect(ids(orderTrail(rows, null))).toEqual(order);
  });

  it('gives the chains of one issue', () => {
    expect(ids(orderTrail(rows, 'INC-1'))).toEqual(['ho-1.000000', 'ho-1.000001']);
  });
});
