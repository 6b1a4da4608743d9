import type { Browser } from 'playwright-core';
import type { HandoffView } from '../../src/contract/handoff';
import type { GateKind, OperationId } from '../../src/contract/vocabulary';
import { moved } from '../../tests/site/at-use-gate';
import {
  accept,
  codeOf,
  decision,
  handOff,
  subtaskOf,
  transition,
  viewOf,
  type Standing,
} from '../../tests/site/handoffs';
import type { LocalSite } from '../../tests/site/local-site';
import { asPerson } from '../../tests/site/people';
import { median, type Figure } from './measure';
import { measureRun } from './run';
import { callsSince, newest, pointsOf, reset, toJira, type Call } from './traffic';

const ROUNDS = 5;

/** A hand-off whose first gate is the one to measure, and who approves there. */
interface Case {
  readonly gate: GateKind;
  readonly ana: Standing;
  readonly operation: OperationId;
  readonly approver: string;
}

const CASES: readonly Case[] = [
  {
    gate: 'run',
    ana: { as: 'agent-ana', issueKey: 'SEC-2274' },
    operation: 'prepare-exception-packet',
    approver: 'secowner-sam',
  },
  {
    gate: 'use',
    ana: { as: 'agent-ana', issueKey: 'INC-2041' },
    operation: 'prepare-incident-packet',
    approver: 'commander-cho',
  },
];
const WAYS = ['panel', 'transition'] as const;

/** The number of the first call that stores an entry of this event. */
function storedAt(calls: readonly Call[], event: string): number {
  const stored = calls.find(({ door, request }) => door === 'kvs' && JSON.stringify(request).includes(event));
  if (stored === undefined) throw new Error(`no call stored ${event}`);
  return stored.n;
}

const isWrite = ({ door, path }: Call): boolean =>
  door === 'kvs' && /(?:set|delete|transaction)$/u.test(path);

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

interface Cost {
  readonly jira: number;
  readonly points: number;
  readonly writes: number;
  readonly kilobytes: number;
}

/** Takes a hand-off to its gate; `until` is the newest call when everything that this set off was done. */
async function openGate(site: LocalSite, { gate, ana, operation }: Case) {
  const { summary, owner } = await handOff(site, ana, operation);
  if (gate === 'use') {
    const ben = { ...ana, as: owner.accountId };
    await accept(site, ben, await viewOf(site, ben, summary.id));
  }
  await site.settle();
  const until = await newest(site);
  return { until, view: await viewOf(site, ana, summary.id) };
}

async function decide(
  site: LocalSite,
  one: Case,
  { view, way }: { readonly view: HandoffView; readonly way: (typeof WAYS)[number] },
): Promise<void> {
  const subtask = subtaskOf(view, one.gate);
  if (way === 'transition') return moved(site, one.approver, [subtask, 'Approve']);
  const by = { as: one.approver, issueKey: subtask };
  const answer = await site.invoke(decision(by, view, { gate: one.gate }));
  if (codeOf(answer) !== 'ok') throw new Error(`${one.approver} could not decide: ${JSON.stringify(answer)}`);
  return site.settle();
}

/** What the platform was asked for from the step that opened the gate until the decision is stored; looks of people left out. */
async function costOf(site: LocalSite, one: Case, way: (typeof WAYS)[number]): Promise<Cost> {
  await reset(site);
  const from = await newest(site);
  const { until, view } = await openGate(site, one);
  const before = await newest(site);
  await decide(site, one, { view, way });
  const calls = await callsSince(site, from);
  const [opened, decided] = [storedAt(calls, 'approval.requested'), storedAt(calls, 'approval.decided')];
  // What comes after the decision is the act that was approved, or the page being drawn again.
  const ofTheGate = calls.filter(({ n }) => (n > opened && n <= until) || (n > before && n <= decided));
  const jira = toJira(ofTheGate);
  const writes = ofTheGate.filter(isWrite);
  return {
    jira: jira.length,
    points: pointsOf(jira),
    writes: writes.length,
    kilobytes: total(writes.map(({ requestBytes }) => requestBytes)) / 1_000,
  };
}

/** Seconds from the approver's act to the next state in the agent's panel, which was open before. */
async function secondsToPanel(
  { browser, site }: { readonly browser: Browser; readonly site: LocalSite },
  one: Case,
  way: (typeof WAYS)[number],
): Promise<number> {
  await reset(site);
  const { view } = await openGate(site, one);
  const agent = await asPerson({ browser, site }, one.ana.as);
  await agent.open(`/browse/${one.ana.issueKey}`);
  const waiting = agent.panel.getByText('Awaiting approval').first();
  await waiting.waitFor();
  const approver = await asPerson({ browser, site }, one.approver);
  const subtask = subtaskOf(view, one.gate);
  await approver.open(`/browse/${subtask}`);
  const button = approver.panel.getByRole('button', { name: 'Approve' });
  await button.waitFor();
  const start = performance.now();
  if (way === 'panel') await button.click();
  else await transition(site, { as: one.approver, issueKey: subtask }, 'Approve');
  await waiting.waitFor({ state: 'detached' });
  const seconds = (performance.now() - start) / 1_000;
  await agent.close();
  await approver.close();
  return seconds;
}

const most = (costs: readonly Cost[], part: keyof Cost): number =>
  Math.max(...costs.map((cost) => cost[part]));

/** The figures of issue 6's section Speed, and what a hand-off without a gate asks of Jira (issue 7). */
export async function measureGate(browser: Browser, site: LocalSite): Promise<readonly Figure[]> {
  const costs: Cost[] = [];
  for (const one of CASES) for (const way of WAYS) costs.push(await costOf(site, one, way));
  const figures: Figure[] = [
    ...(await measureRun(site)),
    { name: 'Jira calls of one gate, most', measured: most(costs, 'jira'), limit: 8, unit: 'calls' },
    { name: 'storage writes of one gate, most', measured: most(costs, 'writes'), limit: 6, unit: 'calls' },
    // Jira gives an app 65,000 points an hour: a thousand gates.
    { name: 'Jira points of one gate, most', measured: most(costs, 'points'), limit: 65, unit: 'points' },
    { name: 'bytes stored by one gate, most', measured: most(costs, 'kilobytes'), limit: 40, unit: 'KB' },
  ];
  for (const way of WAYS) {
    const seconds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      for (const one of CASES) seconds.push(await secondsToPanel({ browser, site }, one, way));
    figures.push({
      name: `from an approver’s ${way === 'panel' ? 'click' : 'Jira transition'} to the agent’s panel, median of 10`,
      measured: median(seconds),
      limit: 1,
      unit: 's',
    });
  }
  return figures;
}
