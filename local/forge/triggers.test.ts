import { describe, expect, it } from '@jest/globals';
import { LIMITS } from './limits';
import { toManifest } from './manifest';
import { closedAfterEach } from './testing/closed-after-each';
import { startFixtureHost, type FixtureHost } from './testing/fixture-host';
import { createFixtureDocument } from './testing/fixture-manifest';

const UPDATED = 'avi:jira:updated:issue';
const startClosed = closedAfterEach(startFixtureHost);

interface Started extends FixtureHost {
  /** Keys of the issues whose events reached the trigger, in order. */
  readonly keys: readonly string[];
}

/** A host whose only trigger has this filter. */
async function start(filter: object = {}): Promise<Started> {
  const document = createFixtureDocument();
  const trigger = [{ key: 'issues', function: 'on-issue', events: [UPDATED], filter }];
  const manifest = toManifest({ ...document, modules: { ...document.modules, trigger } });
  const keys: string[] = [];
  const onIssue = ({ issue }: { issue: { key: string } }) => void keys.push(issue.key);
  const fixture = await startClosed({ manifest, app: { onIssue } });
  return { ...fixture, keys };
}

const logged = ({ host }: FixtureHost) => host.log.since(0).map(({ text }) => text);

describe('a trigger', () => {
  it('gets its own events and no others', async () => {
    const { jira, host, keys } = await start();
    jira.emit(UPDATED, { key: 'FIX-1' });
    jira.emit('avi:jira:created:issue', { key: 'FIX-2' });
    await host.settle();
    expect(keys).toEqual(['FIX-1']);
  });

  it.each([
    [{}, 2],
    [{ ignoreSelf: false }, 2],
    [{ ignoreSelf: true }, 1],
  ])('with the filter %j gets what the app did itself, or not', async (filter, count) => {
    const { jira, host, keys } = await start(filter);
    jira.emit(UPDATED);
    jira.emit(UPDATED, { selfGenerated: true });
    await host.settle();
    expect(keys).toHaveLength(count);
  });

  it('gets only what its expression lets pass', async () => {
    const { jira, host, keys } = await start({ expression: "event.issue.key == 'FIX-2'" });
    jira.emit(UPDATED, { key: 'FIX-1' });
    jira.emit(UPDATED, { key: 'FIX-2' });
    await host.settle();
    expect(keys).toEqual(['FIX-2']);
  });

  it.each([
    ['dropped, and the log says so', {}, []],
    ['dropped, and the log says so', { onError: 'IGNORE_AND_LOG' }, []],
    ['delivered, and the log says so', { onError: 'RECEIVE_AND_LOG' }, ['FIX-1']],
  ])('whose expression fails has the event %s: %j', async (_name, onError, expected) => {
    const fixture = await start({ expression: "event.issue.fields.summary == 'x'", ...onError });
    fixture.jira.emit(UPDATED);
    await fixture.host.settle();
    expect(fixture.keys).toEqual(expected);
    expect(logged(fixture)).toEqual([expect.stringContaining('trigger "issues": filter.expression failed')]);
  });

  it('gets no event of more than 200 KB', async () => {
    const fixture = await start();
    const { jira, host, keys } = fixture;
    const empty = Buffer.byteLength(
      JSON.stringify({ eventType: UPDATED, selfGenerated: false, issue: { id: '10001', key: '' } }),
    );
    const room = LIMITS.productEventBytes.value - empty;
    jira.emit(UPDATED, { key: 'x'.repeat(room) });
    jira.emit(UPDATED, { key: 'x'.repeat(room + 1) });
    await host.settle();
    expect(keys.map(({ length }) => length)).toEqual([room]);
    expect(logged(fixture)).toEqual([`${UPDATED}: not sent, it is over 200 KB`]);
  });
});

describe('a delivery', () => {
  it('may be late', async () => {
    const { jira, host, keys } = await start();
    host.faults.add({ door: 'events', mode: 'delay', delayMs: 150, times: 1 });
    const began = performance.now();
    jira.emit(UPDATED);
    await host.settle();
    expect(keys).toEqual(['FIX-1']);
    expect(performance.now() - began).toBeGreaterThan(140);
  });

  it('may come twice', async () => {
    const { jira, host, keys } = await start();
    host.faults.add({ door: 'events', mode: 'duplicate', match: UPDATED, times: 1 });
    jira.emit(UPDATED);
    await host.settle();
    expect(keys).toEqual(['FIX-1', 'FIX-1']);
  });

  it('may be overtaken by a later one', async () => {
    const { jira, host, keys } = await start();
    host.faults.add({ door: 'events', mode: 'reorder', times: 1 });
    jira.emit(UPDATED, { key: 'FIX-1' });
    jira.emit(UPDATED, { key: 'FIX-2' });
    await host.settle();
    expect(keys).toEqual(['FIX-2', 'FIX-1']);
  });

  it('may never come', async () => {
    const { jira, host, keys } = await start();
    host.faults.add({ door: 'events', mode: 'drop', times: 1 });
    jira.emit(UPDATED, { key: 'FIX-1' });
    jira.emit(UPDATED, { key: 'FIX-2' });
    await host.settle();
    expect(keys).toEqual(['FIX-2']);
  });
});
