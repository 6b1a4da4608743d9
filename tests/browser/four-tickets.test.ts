import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { openTab, press, tick } from '../site/acts';
import { asPerson, type Person } from '../site/people';
import { useStage } from '../site/stage';

const stage = useStage();

/** One ticket of the source documents (R089-R092) and the people who take it from start to end. */
interface Ticket {
  readonly key: string;
  readonly agent: string;
  readonly approver: string;
  readonly approverName: string;
  readonly operation: string;
  readonly blocked: string;
  readonly gates: readonly ('run' | 'use')[];
  readonly decidesBy: 'panel' | 'transition';
}

const TICKETS: readonly Ticket[] = [
  {
    key: 'INC-2041',
    agent: 'agent-ana',
    approver: 'commander-cho',
    approverName: 'Cho Min-ji',
    operation: 'Gather diagnostics, compare baseline, draft vendor packet',
    blocked: 'Start a failover',
    gates: ['use'],
    decidesBy: 'panel',
  },
  {
    key: 'REQ-2188',
    agent: 'agent-ben',
    approver: 'manager-mia',
    approverName: 'Mia Lindqvist',
    operation: 'Prepare approval reminder and least-privilege checklist',
    blocked: 'Grant a privilege',
    gates: ['use'],
    decidesBy: 'transition',
  },
  {
    key: 'SEC-2274',
    agent: 'agent-ana',
    approver: 'secowner-sam',
    approverName: 'Sam Okafor',
    operation: 'Compile exception history and draft review summary',
    blocked: 'Approve or extend an exception',
    gates: ['run', 'use'],
    decidesBy: 'panel',
  },
  {
    key: 'ENH-2219',
    agent: 'agent-ben',
    approver: 'sponsor-lea',
    approverName: 'Lea Moreau',
    operation: 'Prepare sponsor trade-off brief and dependency summary',
    blocked: 'Reprioritise the portfolio',
    gates: ['use'],
    decidesBy: 'transition',
  },
];

const SubtasksSchema = z.object({
  fields: z.object({ subtasks: z.array(z.object({ key: z.string() })) }),
});
const MarkSchema = z.object({
  value: z.object({
    handoffId: z.string(),
    gate: z.string(),
    seal: z.string(),
    approvers: z.array(z.string()),
  }),
});
const CommentsSchema = z.object({
  comments: z.array(
    z.object({
      id: z.string(),
      author: z.object({ accountId: z.string() }),
      jsdPublic: z.boolean().optional(),
      body: z.unknown(),
    }),
  ),
});
const StateSchema = z.object({ value: z.object({ state: z.string(), handoffId: z.string() }) });

async function subtaskOf(ticket: Ticket, gate: string): Promise<string> {
  const { json } = await stage().site.request(`/rest/api/3/issue/${ticket.key}?fields=subtasks`, {
    as: ticket.agent,
  });
  for (const { key } of SubtasksSchema.parse(json).fields.subtasks) {
    const mark = await stage().site.request(`/rest/api/3/issue/${key}/properties/ai-handoff-approval`, {
      as: ticket.agent,
    });
    const parsed = MarkSchema.safeParse(mark.json);
    if (parsed.success && parsed.data.value.gate === gate) {
      expect(parsed.data.value.approvers[0]).toBe(ticket.approver);
      return key;
    }
  }
  throw new Error(`${ticket.key} has no ${gate} approval subtask`);
}

async function assign(agent: Person, ticket: Ticket): Promise<void> {
  const { panel } = agent;
  await agent.open(`/browse/${ticket.key}`);
  await press(panel.getByRole('button', { name: 'Assign To AI Operation' }));
  await tick(
    panel.getByRole('radiogroup', { name: 'AI operation' }).getByRole('radio', { name: ticket.operation }),
  );
  await press(panel.getByRole('button', { name: 'Continue' }));
  await panel.getByRole('heading', { name: 'Check Eligibility' }).waitFor();
  await panel.getByRole('status').filter({ hasText: 'Approval-bound' }).first().waitFor();
  await press(panel.getByRole('button', { name: 'Continue' }));
  const review = panel.getByRole('region', { name: 'AI Scope Review' });
  await review.getByRole('list', { name: 'Blocked actions' }).getByText(ticket.blocked).waitFor();
  for (const name of ['AI may read', 'AI will produce', 'Stop conditions'])
    await review.getByRole('list', { name }).waitFor();
  await panel
    .getByRole('region', { name: 'Human Approval Gate' })
    .getByText(ticket.approverName)
    .first()
    .waitFor();
  await tick(panel.getByRole('checkbox'));
  await press(panel.getByRole('button', { name: 'Confirm and hand off' }));
}

async function transition(key: string, as: string, name: string): Promise<void> {
  const TransitionsSchema = z.object({
    transitions: z.array(z.object({ id: z.string(), name: z.string() })),
  });
  const { json } = await stage().site.request(`/rest/api/3/issue/${key}/transitions`, { as });
  const found = TransitionsSchema.parse(json).transitions.find((item) => item.name === name);
  const body = { transition: { id: found?.id } };
  expect(
    (await stage().site.request(`/rest/api/3/issue/${key}/transitions`, { as, method: 'POST', body })).status,
  ).toBe(204);
}

async function decideInPanel(ticket: Ticket, subtask: string): Promise<void> {
  const approver = await asPerson(stage(), ticket.approver);
  await approver.open(`/browse/${subtask}`);
  await approver.panel.getByRole('region', { name: 'Sealed packet' }).waitFor();
  await press(approver.panel.getByRole('button', { name: 'Approve' }));
  await approver.panel.getByText('You approved this packet.').waitFor();
  expect(approver.complaints).toEqual([]);
  await approver.close();
}

/** The approver moves the subtask with Jira's own status menu on the page. */
async function decideByTransition(ticket: Ticket, subtask: string): Promise<void> {
  const approver = await asPerson(stage(), ticket.approver);
  await approver.open(`/browse/${subtask}`);
  await approver.page.getByRole('button', { name: /Waiting for approval/u }).click();
  await approver.page.getByRole('menuitem', { name: /Approve/u }).click();
  await approver.page.getByRole('button', { name: /Approved/u }).waitFor();
  await approver.close();
}

async function passGate(agent: Person, ticket: Ticket, gate: 'run' | 'use'): Promise<void> {
  const waiting = gate === 'run' ? 'Awaiting approval to run' : 'Awaiting approval before use';
  await agent.panel.getByText(waiting).first().waitFor();
  await stage().site.settle();
  const subtask = await subtaskOf(ticket, gate);
  await transition(subtask, 'agent-ben', 'Approve');
  await stage().site.settle();
  const { json } = await stage().site.request(`/rest/api/3/issue/${ticket.key}/properties/ai-handoff`, {
    as: ticket.agent,
  });
  expect(StateSchema.parse(json).value.state).toBe(`awaiting-${gate}-approval`);
  await transition(subtask, 'agent-ben', 'Reopen');
  await (ticket.decidesBy === 'panel' ? decideInPanel(ticket, subtask) : decideByTransition(ticket, subtask));
}

async function review(agent: Person): Promise<string> {
  const { panel } = agent;
  await panel.getByRole('heading', { name: 'Review Output' }).waitFor();
  await panel.getByRole('region', { name: 'AI output' }).waitFor();
  const preview = panel.getByRole('region', { name: 'Comment preview' });
  const text = await preview.innerText();
  await press(panel.getByRole('button', { name: 'Accept' }));
  return text;
}

const textsOf = (node: unknown): string =>
  typeof node !== 'object' || node === null
    ? ''
    : Array.isArray(node)
      ? node.map(textsOf).join('\n')
      : 'text' in node && typeof node.text === 'string'
        ? node.text
        : 'content' in node
          ? textsOf(node.content)
          : '';

describe('the four tickets, as the people whom the documents name', () => {
  it.each(TICKETS)(
    '$key runs from assignment to an attributed internal comment',
    async (ticket) => {
      const agent = await asPerson(stage(), ticket.agent);
      await assign(agent, ticket);
      if (ticket.gates.includes('run')) await passGate(agent, ticket, 'run');
      await review(agent);
      await passGate(agent, ticket, 'use');
      await agent.panel.getByText('Written back').first().waitFor();
      await stage().site.settle();
      const property = await stage().site.request(`/rest/api/3/issue/${ticket.key}/properties/ai-handoff`, {
        as: ticket.agent,
      });
      const { state, handoffId } = StateSchema.parse(property.json).value;
      expect(state).toBe('completed');
      const { json } = await stage().site.request(
        `/rest/api/3/issue/${ticket.key}/comment?orderBy=-created`,
        {
          as: ticket.agent,
        },
      );
      const posted = CommentsSchema.parse(json).comments.filter(
        ({ author }) => author.accountId === 'app-ai-handoff',
      );
      expect(posted).toHaveLength(1);
      const [comment] = posted;
      const text = textsOf(comment?.body);
      for (const word of ['Made by AI', ticket.operation, ticket.approverName, 'Policy v1', handoffId])
        expect(text).toContain(word);
      if (ticket.key !== 'ENH-2219') expect(comment?.jsdPublic).toBe(false);
      expect(agent.complaints).toEqual([]);
      await agent.close();
    },
    120_000,
  );

  it('shows the auditor one whole trail that verifies', async () => {
    const auditor = await asPerson(stage(), 'auditor-ava');
    await auditor.open('/jira/apps/handoff');
    const frame = auditor.page.locator('iframe').first().contentFrame();
    await openTab(frame, 'Audit');
    await press(frame.getByRole('button', { name: /INC-2041/u }).first());
    await press(frame.getByRole('button', { name: 'Verify audit trail' }));
    await frame
      .getByText(/nothing is broken|intact|verified/iu)
      .first()
      .waitFor();
    expect(auditor.complaints).toEqual([]);
    await auditor.close();
  }, 60_000);
});
