import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { trafficOf } from '../site/evidence';
import { accept, decision, handOff, subtaskOf, viewOf } from '../site/handoffs';
import { startLocalSite, type LocalSite } from '../site/local-site';

let started: LocalSite | undefined;

beforeAll(async () => {
  // Nothing is bundled again when the bundle is fresh, as it is within `npm run check`.
  const { status } = spawnSync(process.execPath, ['tools/build.mjs', 'bundle'], { stdio: 'ignore' });
  expect(status).toBe(0);
  started = await startLocalSite({ args: ['--bundle'] });
}, 180_000);
afterAll(() => started?.stop());

describe('the bundle that forge deploy would ship', () => {
  it('takes a hand-off through its gate to the comment', async () => {
    if (started === undefined) throw new Error('the site did not start');
    const site = started;
    const standing = { as: 'agent-ana', issueKey: 'SEC-2274' } as const;
    const { summary } = await handOff(site, standing, 'compile-exception-history');
    const held = await viewOf(site, standing, summary.id);
    const approver = { as: 'secowner-sam', issueKey: subtaskOf(held, 'run') };
    await site.invoke(decision(approver, held, { gate: 'run' }));
    await accept(site, standing, await viewOf(site, standing, summary.id));
    const view = await viewOf(site, standing, summary.id);
    expect(view.summary.state).toBe('completed');
    expect((await trafficOf(site)).filter(({ status }) => status >= 500 || status === 0)).toEqual([]);
  }, 60_000);
});
