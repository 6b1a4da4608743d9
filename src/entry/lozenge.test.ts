import { describe, expect, it } from '@jest/globals';
import { HandoffStateSchema } from '../contract/vocabulary';
import { createBench, handOff, onlyHandoff, settle, type Bench } from '../usecases/testing/bench';
import { createLozenge } from './lozenge';

const onIssue = (id: unknown) => ({ extension: { issue: { id } } });

async function label(
  bench: Bench,
  payload: unknown,
  { context = {}, accountId = 'agent-ana' } = {},
): Promise<string> {
  const show = createLozenge(bench.world, () => bench.jira.userOf(accountId));
  return (await show(payload, context)).status.value.label;
}

async function started(): Promise<Bench> {
  const bench = createBench();
  await handOff(bench, 'gather-diagnostics');
  await settle(bench);
  return bench;
}

describe('the word beside the issue', () => {
  it('says where the latest hand-off stands', async () => {
    const bench = createBench();
    expect(await label(bench, onIssue('10001'))).toBe('No hand-off');
    await handOff(bench, 'gather-diagnostics');
    expect(await label(bench, onIssue(10001))).toBe('Queued');
    await settle(bench);
    expect(await label(bench, onIssue('10001'))).toBe('Awaiting review');
  });

  it.each(HandoffStateSchema.options)('has a word of its own for %s', async (state) => {
    const bench = await started();
    const handoff = onlyHandoff(bench);
    bench.memory.handoffs.set(handoff.id, { ...handoff, state });
    expect(await label(bench, onIssue('10001'))).not.toBe('No hand-off');
  });

  it('finds the issue where Forge puts it in either argument', async () => {
    const bench = await started();
    const shapes = [onIssue('10001'), { context: onIssue('10001') }, { issue: { id: '10001' } }];
    for (const shape of shapes) expect(await label(bench, shape)).toBe('Awaiting review');
    expect(await label(bench, {}, { context: onIssue('10001') })).toBe('Awaiting review');
  });

  it('says nothing to a person who cannot see the issue, and nothing of another shape', async () => {
    const bench = await started();
    bench.jira.issue('10001').hiddenFrom.add('outsider-oz');
    expect(await label(bench, onIssue('10001'), { accountId: 'outsider-oz' })).toBe('No hand-off');
    for (const payload of [null, 'text', 7, {}, onIssue({})])
      expect(await label(bench, payload)).toBe('No hand-off');
  });

  it('says that the site is halted', async () => {
    const bench = await started();
    bench.memory.siteSwitch = { ...bench.memory.siteSwitch, isHalted: true };
    expect(await label(bench, onIssue('10001'))).toBe('Halted');
  });
});
