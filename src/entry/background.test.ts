import { describe, expect, it } from '@jest/globals';
import { InvocationError, InvocationErrorCode } from '@forge/events';
import fc from 'fast-check';
import { createBench, handOff, onlyHandoff, settle, storedText, subtaskOf } from '../usecases/testing/bench';
import { createConsumer, createIssueTrigger, createSweep } from './background';

const work = (kind: string, id: string) => ({ body: { v: 1, kind, id } });
const moved = (id: string) => ({ issue: { id }, changelog: { items: [{ field: 'status' }] } });
const asPerson = { principal: { accountId: 'agent-ana' } };

describe('the consumer', () => {
  it('performs the effect that an event names', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    const run = bench.queue.items.find((item) => item.id.endsWith('.run'));
    expect(await createConsumer(bench.world)(work('effect', run?.id ?? ''))).toBeUndefined();
    expect(onlyHandoff(bench).state).toBe('awaiting-review');
  });

  it('asks the platform for another try when the effect wants one', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    bench.jira.fail('readIssue', 'unavailable');
    const run = bench.queue.items.find((item) => item.id.endsWith('.run'));
    const answer = await createConsumer(bench.world)(work('effect', run?.id ?? ''));
    expect(answer).toEqual(
      new InvocationError({ retryAfter: 5, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST }),
    );
    expect(answer).toMatchObject({ _retry: true });
  });

  it('looks at the subtask that an event names, and leaves other issues alone', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    const id = subtaskOf(bench, 'run').id;
    bench.jira.move(id, 'commander-cho', 'Approved');
    await createConsumer(bench.world)(work('subtask', '10001'));
    await createConsumer(bench.world)(work('subtask', '424242'));
    expect(onlyHandoff(bench).state).toBe('awaiting-run-approval');
    await createConsumer(bench.world)(work('subtask', id));
    expect(onlyHandoff(bench).state).toBe('queued');
  });

  it('refuses a person, who could only come through a page', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    const before = storedText(bench);
    for (const { id } of bench.queue.items) await createConsumer(bench.world)(work('effect', id), asPerson);
    expect(storedText(bench)).toBe(before);
    expect(bench.log.lines[0]).toContain('"reason":"principal"');
  });

  it('leaves alone what has another shape, and changes nothing', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    const before = storedText(bench);
    const run = bench.queue.items[0]?.id ?? '';
    const wrong = [
      { ...work('effect', run).body, v: 2 },
      { v: 1, kind: 'admin', id: run },
      { v: 1, kind: 'effect', id: '' },
    ];
    for (const body of wrong) await createConsumer(bench.world)({ body });
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (event) => {
        expect(await createConsumer(bench.world)(event)).toBeUndefined();
      }),
    );
    expect(storedText(bench)).toBe(before);
  });
});

describe('the trigger for issues', () => {
  it('puts a status change on the queue and does nothing else', async () => {
    const bench = createBench();
    const before = storedText(bench);
    await createIssueTrigger(bench.world)(moved('10001'));
    expect(bench.queue.items).toEqual([{ kind: 'subtask', id: '10001' }]);
    expect(storedText(bench)).toBe(before);
  });

  it.each([
    ['a deletion', { eventType: 'avi:jira:deleted:issue', issue: { id: '10001' } }],
    [
      'another parent',
      { issue: { id: '10001' }, changelog: { items: [{ field: 'IssueParentAssociation' }] } },
    ],
    [
      'another parent, as it was called before',
      { issue: { id: '10001' }, changelog: { items: [{ field: 'Parent' }] } },
    ],
    [
      'another project',
      { issue: { id: '10001' }, changelog: { items: [{ field: 'Key' }, { field: 'project' }] } },
    ],
    ['another type', { issue: { id: '10001' }, changelog: { items: [{ field: 'issuetype' }] } }],
  ])('puts a look on the queue for %s', async (_what, event) => {
    const bench = createBench();
    await createIssueTrigger(bench.world)(event);
    expect(bench.queue.items).toEqual([{ kind: 'subtask', id: '10001' }]);
  });

  it.each([
    ['no status change', { issue: { id: '10001' }, changelog: { items: [{ field: 'summary' }] } }],
    ['no changelog', { issue: { id: '10001' } }],
    ['no issue', { changelog: { items: [{ field: 'status' }] } }],
    ['an id that is no id', moved('../10001')],
    ['nothing', null],
  ])('puts nothing on the queue for %s', async (_what, event) => {
    const bench = createBench();
    await createIssueTrigger(bench.world)(event);
    expect(bench.queue.items).toEqual([]);
  });

  it('refuses a person', async () => {
    const bench = createBench();
    await createIssueTrigger(bench.world)(moved('10001'), asPerson);
    expect(bench.queue.items).toEqual([]);
  });
});

describe('the schedule', () => {
  it('repairs and answers 204', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    bench.queue.items.length = 0;
    bench.clock.advance(3 * 60_000);
    expect(await createSweep(bench.world)(undefined)).toEqual({ statusCode: 204 });
    expect(bench.queue.items).toHaveLength(2);
  });
});
