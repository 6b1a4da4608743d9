import { describe, expect, it } from '@jest/globals';
import { compile } from '../../src/domain/policy/compile';
import { DEFAULT_POLICY } from '../../src/domain/policy/default-policy';
import { answerLines, readLines } from '../../tools/cli/json-lines';
import { decideLine } from '../../tools/policy/decide-line';
import { loadPolicy } from '../../tools/policy/load-policy';

async function* chunksOf(text: string, size = 7): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

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
  const policy = { compiled: compile(loadPolicy(undefined)), now: '2026-11-02T12:00:00.000Z' };
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

  it('refuses a time that is none', () => {
    const run = (): unknown => decideLine(policy, { issue: issue('INC', 'Incident'), at: 'noon' });
    expect(run).toThrow(expect.objectContaining({ code: 'invalid-input' }));
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
