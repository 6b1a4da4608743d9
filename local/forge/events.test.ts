import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { EMITTED_EVENTS } from '../jira/event-of';
import { createJira, type Jira } from '../jira/jira';
import { MemoryStore } from '../store/memory-store';
import { createForgeHost, type ForgeHost } from './host';
import { toManifest } from './manifest';
import { createFixtureClock } from './testing/fixture-host';
import { createFixtureDocument } from './testing/fixture-manifest';

const EventSchema = z.looseObject({ eventType: z.string(), selfGenerated: z.boolean() });
const arrived: z.infer<typeof EventSchema>[] = [];
const hosts: ForgeHost[] = [];

const text = (value: string) => ({ type: 'text', text: value });
const mention = { type: 'mention', attrs: { id: 'commander-cho', text: '@Cho' } };
const doc = (...content: readonly object[]) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content }],
});

type Send = (request: string, body?: unknown, who?: string) => Promise<unknown>;

const sendTo =
  (jira: Jira): Send =>
  async (request, body, accountId = 'admin-ada') => {
    const [method = '', path = ''] = request.split(' ');
    const asked = {
      method,
      path: `/rest/api/3/${path}`,
      headers: {},
      actor: { kind: 'user', accountId },
    } as const;
    const answer = await jira.handle(body === undefined ? asked : { ...asked, body: JSON.stringify(body) });
    if (answer.status >= 300) throw new Error(`${request}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

const idOf = (body: unknown): string => z.object({ id: z.string() }).parse(body).id;

/** Everything that is to send an event, done once. */
async function live(send: Send): Promise<void> {
  const fields = { project: { key: 'INC' }, issuetype: { name: 'Incident' }, summary: 'an issue' };
  const issue = idOf(await send('POST issue', { fields }));
  await send(`PUT issue/${issue}`, { fields: { summary: 'another summary' } });
  await send(`PUT issue/${issue}`, { fields: { description: doc(text('for '), mention) } });
  await send(`PUT issue/${issue}/assignee`, { accountId: 'agent-ben' });
  await send(`POST issue/${issue}/comment`, { body: doc(text('a comment')) });
  const comment = idOf(await send(`POST issue/${issue}/comment`, { body: doc(text('for '), mention) }));
  await send(`DELETE issue/${issue}/comment/${comment}`);
  const link = { type: { name: 'Relates' }, inwardIssue: { key: 'INC-2041' }, outwardIssue: { id: issue } };
  await send('POST issueLink', link);
  await send(`DELETE issue/${issue}`);
}

beforeAll(async () => {
  const store = new MemoryStore();
  const clock = createFixtureClock();
  const jira = createJira({ store, clock });
  jira.seed('demo');
  const document = createFixtureDocument();
  const trigger = [{ key: 'all', function: 'on-issue', events: [...EMITTED_EVENTS] }];
  const manifest = toManifest({ ...document, modules: { ...document.modules, trigger } });
  const loadApp = async () => ({ ...(await import('./testing/fixture-app')), onIssue });
  const onIssue = (event: unknown) => void arrived.push(EventSchema.parse(event));
  const host = await createForgeHost({ manifest, store, clock, jira, loadApp });
  hosts.push(host);
  await live(sendTo(jira));
  await host.settle();
});

afterAll(() => hosts[0]?.close());

describe('an event of Jira', () => {
  it.each(EMITTED_EVENTS)('reaches the trigger that names it: %s', (eventType) => {
    const events = arrived.filter((event) => event.eventType === eventType);
    expect(events.length).toBeGreaterThan(0);
    expect(events[0]).toMatchObject({ selfGenerated: false });
  });
});
