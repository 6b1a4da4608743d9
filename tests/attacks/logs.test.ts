import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { accept, decision, handOff, subtaskOf, transition, viewOf } from '../site/handoffs';
import { startLocalSite, type LocalSite } from '../site/local-site';
import { newDataDir } from '../site/run-program';

/** What stands in the issue and must stand in no log: a secret, an address, a name, and words of every text. */
const MARKS = [
  'AKIAIOSFODNN7EXAMPLE',
  'marta.mark@example.org',
  'Marta Markova',
  'mark-summary',
  'mark-description',
  'mark-comment',
  'mark-label',
  'mark-file',
] as const;

const paragraph = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
});
const marta = {
  accountId: 'marta-mark',
  displayName: 'Marta Markova',
  emailAddress: 'marta.mark@example.org',
  active: true,
};

const LINE = {
  key: 'MRK-1',
  fields: {
    project: { key: 'MRK', name: 'Marked' },
    issuetype: { name: 'Bug', subtask: false },
    status: { name: 'Open', statusCategory: { key: 'new' } },
    summary: 'The export fails: mark-summary',
    description: paragraph(
      'It fails since Monday: mark-description. The key AKIAIOSFODNN7EXAMPLE is used, ask marta.mark@example.org.',
    ),
    labels: ['mark-label'],
    reporter: marta,
    assignee: marta,
    attachment: [
      { id: '1', filename: 'mark-file.log', author: marta, created: '2026-10-01T10:00:00.000+0000' },
    ],
    comment: {
      comments: [
        {
          author: marta,
          created: '2026-10-01T10:00:00.000+0000',
          body: paragraph('mark-comment: it stopped at 10:00 with code 17 for marta.mark@example.org.'),
        },
      ],
    },
  },
};

let site: LocalSite;

beforeAll(async () => {
  const file = join(newDataDir(), 'marked.jsonl');
  writeFileSync(file, JSON.stringify(LINE));
  site = await startLocalSite({ args: ['--import', file] });
}, 60_000);

afterAll(() => site.stop());

const PeopleSchema = z.array(z.looseObject({ displayName: z.string() }));
const fault = (body: object) => site.request('/_local/faults', { method: 'POST', body });

/** A whole ungated hand-off, one that a failing Jira ends, and calls that are refused or break. */
async function flowOnMarked(): Promise<void> {
  const ana = { as: 'agent-ana', issueKey: 'MRK-1' } as const;
  const { summary } = await handOff(site, ana, 'gather-evidence');
  const view = await viewOf(site, ana, summary.id);
  expect(JSON.stringify(view.sources)).toContain('mark-description');
  await accept(site, ana, view);
  expect((await viewOf(site, ana, summary.id)).summary.state).toBe('completed');

  await handOff(site, ana, 'gather-evidence');
  await fault({ door: 'jira', mode: 'status', status: 500, times: 3 });
  await site.settle();
  await fault({ door: 'kvs', mode: 'status', status: 500, times: 2 });
  await site.invoke({ ...ana, call: 'panel.load', payload: {} });
  await site.invoke({ ...ana, call: 'panel.load', payload: { text: MARKS.join(' ') } });
  await site.invoke({ ...ana, call: MARKS.join(' '), payload: {} });
  await site.request('/_local/faults', { method: 'DELETE' });
}

/** A gated hand-off with a refused transition and a decision, whose note is marked too. */
async function flowAtGate(): Promise<void> {
  const ana = { as: 'agent-ana', issueKey: 'INC-2041' } as const;
  const { summary } = await handOff(site, ana, 'prepare-incident-packet');
  await accept(site, ana, await viewOf(site, ana, summary.id));
  const view = await viewOf(site, ana, summary.id);
  const issueKey = subtaskOf(view, 'use');
  await transition(site, { as: 'agent-ben', issueKey }, 'Approve');
  await site.settle();
  const rejected = decision({ as: 'commander-cho', issueKey }, view, { gate: 'use', verdict: 'reject' });
  await site.invoke({ ...rejected, payload: { ...Object(rejected.payload), note: MARKS.join(' ') } });
  await site.settle();
}

describe('the log', () => {
  it('holds no secret, no body, no name and no address, in success and in failure', async () => {
    await flowOnMarked();
    await flowAtGate();
    const logs = (await site.request('/_local/logs')).text;
    expect(logs).toContain('port-failed');
    const people = PeopleSchema.parse((await site.request('/_local/people')).json);
    expect(people.length).toBeGreaterThan(10);
    const { fields } = z
      .object({ fields: z.object({ summary: z.string() }) })
      .parse((await site.request('/rest/api/3/issue/INC-2041?fields=summary')).json);
    const forbidden = [...MARKS, fields.summary, ...people.map(({ displayName }) => displayName)];
    for (const printed of [logs, site.printed()]) {
      expect(forbidden.filter((text) => printed.includes(text))).toEqual([]);
      expect(printed).not.toMatch(/[\w.+-]+@[\w-]+\.\w{2,}/u);
    }
  }, 60_000);
});
