import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { trailOf } from '../site/evidence';
import { accept, handOff, subtaskOf, transition, viewOf } from '../site/handoffs';
import { startLocalSite, type LocalSite } from '../site/local-site';

const dataDir = mkdtempSync(join(tmpdir(), 'ai-handoff-workflow-'));
let site: LocalSite;

beforeAll(async () => {
  site = await startLocalSite({ dataDir });
}, 60_000);

afterAll(async () => {
  await site.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

afterEach(async () => {
  await site.request('/_local/reset', { method: 'POST', body: { seed: 'demo' } });
});

const PARENT = 'INC-2041';
const DECIDING = ['Approve', 'Reject', 'Escalate'];
const ana = { as: 'agent-ana', issueKey: PARENT } as const;

/** As an admin adds a rule in the workflow editor. */
async function addRule(rule: string, issueType: string, transitions: readonly string[]): Promise<void> {
  for (const name of transitions) {
    const body = { project: 'INC', issueType, transition: name, rule };
    const { status, text } = await site.request('/_local/workflow-rules', { method: 'POST', body });
    expect([status, text]).toEqual([201, expect.stringContaining(name)]);
  }
}

interface Gated {
  readonly handoffId: string;
  readonly subtask: string;
}

/** INC-2041 up to the use gate, which commander-cho decides. */
async function atUseGate(): Promise<Gated> {
  const { summary, owner } = await handOff(site, ana, 'prepare-incident-packet');
  const owned = { ...ana, as: owner.accountId };
  await accept(site, owned, await viewOf(site, owned, summary.id));
  const view = await viewOf(site, ana, summary.id);
  expect(view.summary.state).toBe('awaiting-use-approval');
  return { handoffId: summary.id, subtask: subtaskOf(view, 'use') };
}

const stateOf = async ({ handoffId }: Gated): Promise<string> =>
  (await viewOf(site, ana, handoffId)).summary.state;

const TransitionsSchema = z.object({ transitions: z.array(z.object({ id: z.string(), name: z.string() })) });

async function offered(
  as: string,
  issueKey: string,
): Promise<z.infer<typeof TransitionsSchema>['transitions']> {
  const { json } = await site.request(`/rest/api/3/issue/${issueKey}/transitions`, { as });
  return TransitionsSchema.parse(json).transitions;
}

const namesOf = async (as: string, issueKey: string): Promise<readonly string[]> =>
  (await offered(as, issueKey)).map(({ name }) => name);

const ErrorsSchema = z.object({ errorMessages: z.array(z.string()) });

/** Makes a transition by its id, whether it is offered or not; gives the status and Jira's words. */
async function force(as: string, issueKey: string, id: string): Promise<readonly [number, string]> {
  const body = { transition: { id } };
  const path = `/rest/api/3/issue/${issueKey}/transitions`;
  const { status, json } = await site.request(path, { as, method: 'POST', body });
  return [status, ErrorsSchema.safeParse(json).data?.errorMessages.join(' ') ?? ''];
}

async function setProperty(
  as: string,
  [issueKey, key]: readonly [string, string],
  value: unknown,
): Promise<void> {
  const path = `/rest/api/3/issue/${issueKey}/properties/${key}`;
  expect([200, 201]).toContain((await site.request(path, { as, method: 'PUT', body: value })).status);
}

const SearchSchema = z.object({ issues: z.array(z.object({ key: z.string() })) });

async function find(as: string, jql: string): Promise<readonly string[]> {
  const path = `/rest/api/3/search/jql?fields=key&jql=${encodeURIComponent(jql)}`;
  return SearchSchema.parse((await site.request(path, { as })).json).issues.map(({ key }) => key);
}

describe('the condition that only the approver decides', () => {
  it('hides the deciding transitions from everybody else and refuses them, on every way in', async () => {
    const gated = await atUseGate();
    const ids = (await offered('commander-cho', gated.subtask)).map(({ id }) => id);
    await addRule('approver-only', 'Approval', DECIDING);
    for (const as of ['agent-ana', 'agent-ben', 'admin-ada', 'bot-automation']) {
      expect(await namesOf(as, gated.subtask)).toEqual([]);
      for (const id of ids) expect((await force(as, gated.subtask, id))[0]).toBe(400);
    }
    const call = {
      path: `/rest/api/3/issue/${gated.subtask}/transitions`,
      method: 'POST',
      headers: {},
      body: JSON.stringify({ transition: { id: ids[0] } }),
    };
    const product = await site.request('/_local/product', { as: 'agent-ben', method: 'POST', body: call });
    expect(product.json).toMatchObject({ status: 400 });
    expect(await stateOf(gated)).toBe('awaiting-use-approval');
    expect(await namesOf('commander-cho', gated.subtask)).toEqual(DECIDING);
    expect(await transition(site, { as: 'commander-cho', issueKey: gated.subtask }, 'Approve')).toBe(204);
    expect(await stateOf(gated)).toBe('completed');
  }, 60_000);

  it('is opened by a forged property, and the gate is not: the app asks its storage', async () => {
    const gated = await atUseGate();
    await addRule('approver-only', 'Approval', DECIDING);
    await setProperty('agent-ben', [gated.subtask, 'ai-handoff-approval'], {
      handoffId: gated.handoffId,
      gate: 'use',
      approvers: ['agent-ben'],
    });
    expect(await transition(site, { as: 'agent-ben', issueKey: gated.subtask }, 'Approve')).toBe(204);
    expect(await stateOf(gated)).toBe('awaiting-use-approval');
    expect(await trailOf(site, gated.handoffId)).toContain('approval.ignored agent-ben');
  }, 60_000);
});

describe('a property of a subtask that the app did not write', () => {
  it('leaves nobody the deciding transitions until it is put right, and passes no gate', async () => {
    const gated = await atUseGate();
    await addRule('approver-only', 'Approval', DECIDING);
    const property = [gated.subtask, 'ai-handoff-approval'] as const;
    const { json } = await site.request(`/rest/api/3/issue/${property.join('/properties/')}`);
    const written = z.object({ value: z.unknown() }).parse(json).value;
    await setProperty('agent-ben', property, ['agent-ben']);
    expect(await namesOf('agent-ben', gated.subtask)).toEqual([]);
    expect(await namesOf('commander-cho', gated.subtask)).toEqual([]);
    expect(await stateOf(gated)).toBe('awaiting-use-approval');
    await setProperty('agent-ana', property, written);
    expect(await transition(site, { as: 'commander-cho', issueKey: gated.subtask }, 'Approve')).toBe(204);
    expect(await stateOf(gated)).toBe('completed');
  }, 60_000);
});

describe('the rules that an issue waits for its hand-off', () => {
  it('refuse the parent’s transition while a gate is open, and let it through when it is decided', async () => {
    const gated = await atUseGate();
    await addRule('no-open-gate', 'Incident', ['Resolve']);
    await addRule('hidden-while-open', 'Incident', ['Wait']);
    expect(await namesOf('agent-ana', PARENT)).toContain('Resolve');
    expect(await namesOf('agent-ana', PARENT)).not.toContain('Wait');
    const [status, message] = await force('agent-ana', PARENT, '41');
    expect([status, message]).toEqual([400, expect.stringContaining('Open the panel AI hand-off')]);
    expect((await force('agent-ana', PARENT, '21'))[0]).toBe(400);
    expect(await transition(site, { as: 'commander-cho', issueKey: gated.subtask }, 'Approve')).toBe(204);
    expect(await stateOf(gated)).toBe('completed');
    expect(await namesOf('agent-ana', PARENT)).toContain('Wait');
    expect((await force('agent-ana', PARENT, '41'))[0]).toBe(204);
  }, 60_000);

  it('refuse it while an escalation is unanswered', async () => {
    await addRule('no-open-gate', 'Incident', ['Resolve']);
    const property = [PARENT, 'ai-handoff'] as const;
    await setProperty('agent-ana', property, { state: 'escalated', escalation: 'open' });
    expect((await force('agent-ana', PARENT, '41'))[0]).toBe(400);
    await setProperty('agent-ana', property, { state: 'escalated', escalation: 'answered' });
    expect((await force('agent-ana', PARENT, '41'))[0]).toBe(204);
  });

  it('are opened by a forged property, and the gate is not', async () => {
    const gated = await atUseGate();
    await addRule('no-open-gate', 'Incident', ['Resolve']);
    await setProperty('agent-ana', [PARENT, 'ai-handoff'], {
      handoffId: gated.handoffId,
      state: 'completed',
    });
    expect((await force('agent-ana', PARENT, '41'))[0]).toBe(204);
    expect(await stateOf(gated)).toBe('awaiting-use-approval');
  }, 60_000);
});

describe('JQL', () => {
  it('finds for each person what waits for them, by alias and by function, and keeps rules over a restart', async () => {
    await setProperty('agent-ana', [PARENT, 'ai-handoff'], {
      state: 'awaiting-run-approval',
      waitingFor: ['commander-cho', 'agent-ben'],
    });
    await setProperty('agent-ana', ['REQ-2188', 'ai-handoff'], {
      state: 'awaiting-review',
      waitingFor: ['agent-ben'],
    });
    await addRule('no-open-gate', 'Incident', ['Resolve']);
    const ask = async () => ({
      byFunction: [
        await find('commander-cho', 'issue in aiHandoffsWaitingForMe()'),
        await find('agent-ben', 'issue in aiHandoffsWaitingForMe() order by key'),
      ],
      byAlias: [
        await find('commander-cho', 'aiHandoff.waitingFor = currentUser()'),
        await find('agent-ben', 'aiHandoff.waitingFor = currentUser() order by key'),
      ],
      byState: await find('agent-ana', 'aiHandoff.state = "awaiting-run-approval"'),
      others: await find(
        'commander-cho',
        'issue not in aiHandoffsWaitingForMe() AND key in (INC-2041, REQ-2188, ENH-2219)',
      ),
    });
    const found = {
      byFunction: [[PARENT], [PARENT, 'REQ-2188']],
      byAlias: [[PARENT], [PARENT, 'REQ-2188']],
      byState: [PARENT],
      others: expect.arrayContaining(['ENH-2219', 'REQ-2188']),
    };
    const before = await ask();
    expect(before).toEqual(found);
    expect(before.others).toHaveLength(2);
    await site.stop();
    site = await startLocalSite({ dataDir });
    expect(await ask()).toEqual(found);
    expect((await force('agent-ana', PARENT, '41'))[0]).toBe(400);
  }, 60_000);

  it('takes every query of the guide', async () => {
    const guide = readFileSync('docs/workflow.md', 'utf8').split('| to find')[1] ?? '';
    const queries = [...guide.matchAll(/^\| [^`|]+\| `([^`]+)` +\|$/gmu)].map((row) => row[1] ?? '');
    expect(queries).toHaveLength(7);
    for (const jql of queries) await find('commander-cho', jql);
  });

  it('shows what the app says to a use that it does not know', async () => {
    const path = `/rest/api/3/search/jql?jql=${encodeURIComponent('parent in aiHandoffsWaitingForMe()')}`;
    const { status, json } = await site.request(path, { as: 'agent-ana' });
    expect([status, ErrorsSchema.parse(json).errorMessages.join(' ')]).toEqual([
      400,
      expect.stringContaining('Write issue in aiHandoffsWaitingForMe()'),
    ]);
  });
});
