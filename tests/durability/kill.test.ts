import { describe, expect, it } from '@jest/globals';
import { trafficOf } from '../site/evidence';
import { accept, handOff, viewOf } from '../site/handoffs';
import { startLocalSite, type LocalSite } from '../site/local-site';
import { newDataDir, runProgram, runTool } from '../site/run-program';

const ana = { as: 'agent-ana', issueKey: 'INC-2041' } as const;

const comments = async (site: LocalSite): Promise<string> =>
  (await site.request('/rest/api/3/issue/INC-2041/comment?maxResults=200', { as: 'agent-ana' })).text;

const said = {
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Said before the power went' }] }],
};

describe('a site that is killed', () => {
  it('keeps every acknowledged write, and the hand-off goes on after the restart', async () => {
    const dataDir = newDataDir();
    const first = await startLocalSite({ dataDir });
    const comment = { as: 'agent-ana', method: 'POST', body: { body: said } };
    expect((await first.request('/rest/api/3/issue/INC-2041/comment', comment)).status).toBe(201);
    const { summary } = await handOff(first, ana, 'gather-diagnostics');
    await first.stop('SIGKILL');

    const second = await startLocalSite({ dataDir });
    expect(await comments(second)).toContain('Said before the power went');
    const view = await viewOf(second, ana, summary.id);
    expect(view.summary.state).toBe('awaiting-review');
    await accept(second, ana, view);
    await second.stop('SIGKILL');

    const third = await startLocalSite({ dataDir });
    expect((await viewOf(third, ana, summary.id)).summary.state).toBe('completed');
    expect((await comments(third)).split(`"accountId":"app-ai-handoff"`).length - 1).toBeGreaterThan(0);
    const posted = await runTool('audit-export', ['--data', dataDir, '--issue', 'INC-2041']);
    expect(posted.out.match(/"event":"writeback.done"/gu)).toHaveLength(1);
    expect(await third.stop()).toBe(0);
  }, 60_000);

  it.each(['before', 'after'])(
    'posts one comment when the run ends %s the comment is posted',
    async (when) => {
      const site = await startLocalSite();
      const { summary } = await handOff(site, ana, 'gather-diagnostics');
      const view = await viewOf(site, ana, summary.id);
      const fault = { door: 'jira', mode: 'crash', when, match: '/comment$', times: 1 };
      await site.request('/_local/faults', { method: 'POST', body: fault });
      await accept(site, ana, view);
      await site.settle();
      await site.request('/_local/clock', { method: 'POST', body: { advance: 'PT10M' } });
      expect((await viewOf(site, ana, summary.id)).summary.state).toBe('completed');
      const cut = (await trafficOf(site)).filter((call) => call.method === 'POST' && call.status === 0);
      expect(cut.map(({ path }) => path.endsWith('/comment'))).toEqual([true]);
      const { text } = await site.request('/rest/api/3/issue/INC-2041/comment?maxResults=200', ana);
      expect(text.split(summary.id).length - 1).toBe(1);
      expect(await site.stop()).toBe(0);
    },
    60_000,
  );
});

describe('a data directory that a site uses', () => {
  it('is refused to a second site in one line, and the first goes on', async () => {
    const dataDir = newDataDir();
    const site = await startLocalSite({ dataDir });
    const second = await runProgram('local/dist/main.js', [], { env: { PORT: '0', DATA_DIR: dataDir } });
    expect(second.code).toBe(2);
    expect(second.err.trim().split('\n')).toHaveLength(1);
    expect(second.err).toContain('is in use by process');
    expect((await site.request('/_local/health')).json).toMatchObject({ ready: true });
    expect(await site.stop('SIGTERM')).toBe(0);
  }, 30_000);
});
