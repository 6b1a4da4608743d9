import { createTestSite, doc, type TestSite } from '../testing';

const HOUR = 3_600_000;

/** A site whose project TST holds issues that a test can count on, with a little history. */
export interface JqlSite extends TestSite {
  /** The keys that a query finds, in its order, without `TST-`; throws with status and body when it is refused. */
  readonly find: (jql: string, who?: string) => Promise<string>;
  /** Status and first message of a refused query. */
  readonly refusal: (jql: string, who?: string) => Promise<readonly [status: number, message: string]>;
}

const person = (accountId: string) => ({ accountId });
const NAMED = { project: { name: 'Test bench' }, issuetype: { name: 'Task' }, status: { name: 'Open' } };

const ISSUES = [
  {
    ...NAMED,
    issuetype: { name: 'Incident' },
    summary: 'Printer on fire',
    description: doc('Smoke in room 12. See CHG-774 for the vendor contract.'),
    labels: ['urgent', 'Hardware'],
    priority: { name: 'High' },
    assignee: person('agent-ana'),
    reporter: person('customer-cy'),
    components: [{ name: 'Printing' }],
    created: '2026-11-01T08:00:00.000+0000',
    updated: '2026-11-17T09:00:00.000+0000',
    duedate: '2026-11-20',
    comment: {
      comments: [
        {
          author: person('agent-ben'),
          body: doc('Extinguisher used'),
          created: '2026-11-02T08:00:00.000+0000',
        },
      ],
    },
  },
  {
    ...NAMED,
    summary: 'Order new toner',
    labels: ['hardware'],
    priority: { name: 'Low' },
    reporter: person('agent-ana'),
    created: '2026-11-10T08:00:00.000+0000',
    updated: '2026-11-11T09:00:00.000+0000',
  },
  {
    ...NAMED,
    status: { name: 'Closed', statusCategory: { key: 'done' } },
    summary: 'Replace the paper tray',
    priority: { name: 'Medium' },
    resolution: { name: 'Duplicate' },
    resolutiondate: '2026-11-12T12:00:00.000+0000',
    assignee: person('agent-ben'),
    reporter: person('agent-ana'),
    created: '2026-11-10T12:00:00.000+0000',
    updated: '2026-11-12T12:00:00.000+0000',
    duedate: '2026-11-10',
  },
  {
    ...NAMED,
    summary: 'Fire drill, printers too',
    environment: doc('Building A'),
    reporter: person('agent-ben'),
    created: '2026-11-15T08:00:00.000+0000',
    updated: '2026-11-15T08:00:00.000+0000',
    attachment: [{ id: '9', filename: 'plan.pdf' }],
  },
];

/**
 * TST-1 to TST-4 as above; then, hour by hour from 10:00 on 18 November 2026: 11:00 TST-2 goes to Ben, 12:00 Ben moves it to
 * Closed, 13:00 Ana makes it High, 14:00 Ana takes it. TST-5 is a subtask of TST-1. TST-1 blocks TST-2 and relates to TST-3.
 */
export async function createJqlSite(): Promise<JqlSite> {
  const site = createTestSite();
  const lines = ISSUES.map((fields, index) => JSON.stringify({ key: `TST-${index + 1}`, fields }));
  const { problems } = await site.jira.importLines(lines);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const send = async (who: string, request: string, body: unknown) => {
    const answer = await site.send(who, request, body);
    if (answer.status >= 300) throw new Error(`${request}: ${answer.status} ${JSON.stringify(answer.body)}`);
  };
  const later = (who: string, request: string, body: unknown) => {
    site.clock.advance(HOUR);
    return send(who, request, body);
  };
  await later('agent-ana', 'PUT issue/TST-2/assignee', { accountId: 'agent-ben' });
  const closing = site.state.workflows
    .get('imported-TST')
    ?.transitions.find(({ to }) => site.state.statuses.get(to)?.name === 'Closed');
  await later('agent-ben', 'POST issue/TST-2/transitions', { transition: { id: closing?.id } });
  await later('agent-ana', 'PUT issue/TST-2', { fields: { priority: { name: 'High' } } });
  await later('agent-ana', 'PUT issue/TST-2/assignee', { accountId: 'agent-ana' });
  await send('agent-ana', 'POST issue', {
    fields: {
      project: { key: 'TST' },
      issuetype: { name: 'Sub-task' },
      parent: { key: 'TST-1' },
      summary: 'Call the fire brigade',
    },
  });
  await send('agent-ana', 'PUT issue/TST-1', {
    fields: { customfield_10050: { value: 'High' }, customfield_10052: person('agent-ben') },
  });
  await send('agent-ana', 'PUT issue/TST-4', { fields: { customfield_10053: 'Restart the spooler' } });
  for (const [name, other] of [
    ['Blocks', 'TST-2'],
    ['Relates', 'TST-3'],
  ]) {
    const link = { type: { name }, inwardIssue: { key: 'TST-1' }, outwardIssue: { key: other } };
    await send('agent-ana', 'POST issueLink', link);
  }
  await send('agent-ana', 'POST issue/TST-3/watchers', 'agent-ana');
  await send('app', 'PUT issue/TST-1/properties/hand-off', {
    state: 'Waiting',
    n: 3,
    by: { team: ['a', 'b'] },
  });
  return { ...site, ...searching(site) };
}

function searching(site: TestSite): Pick<JqlSite, 'find' | 'refusal'> {
  const search = (jql: string, who: string) =>
    site.send(who, 'POST search/jql', { jql, fields: ['key'], maxResults: 1000 });
  return {
    async find(jql, who = 'agent-ana') {
      const { status, body } = await search(jql, who);
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
      return keysIn(body).join(' ').replaceAll('TST-', '');
    },
    async refusal(jql, who = 'agent-ana') {
      const { status, body } = await search(jql, who);
      const { errorMessages = [] } = JSON.parse(JSON.stringify(body)) as { errorMessages?: string[] };
      return [status, errorMessages.join(' ')];
    },
  };
}

/** The issue keys of a search's answer. */
export function keysIn(body: unknown): string[] {
  // Checked edge: JSON of an answer; a body without issues has no keys.
  const { issues = [] } = JSON.parse(JSON.stringify(body)) as { issues?: { key: string }[] };
  return issues.map(({ key }) => key);
}
