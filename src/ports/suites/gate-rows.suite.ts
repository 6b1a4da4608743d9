import { expect, it } from '@jest/globals';
import type { ActorRef } from '../../contract/audit';
import type { AttentionRecord } from '../../domain/gate/attention';
import { effectOf, type EffectKind } from '../../domain/handoff/effect';
import type { Wait } from '../audit-store';
import { MOST_WRITES, writesIn, type HandoffCommit, type HandoffStore } from '../handoff-store';
import { changeOf, draftOf, firstCommit, handoffOf, nextCommit, OUTPUT, SITE } from './samples';
import { allOf, type Stores, type WithStores } from './stores';

const ALWAYS = { from: null, to: null } as const;
const refOf = (number: number): ActorRef =>
  `actor-00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const waitOf = (number: number): Wait => `waits:${refOf(number)}`;
/** An hour of the second day of December 2026. */
const hour = (number: number): string => new Date(Date.UTC(2026, 11, 2, number)).toISOString();

const RECORD: AttentionRecord = {
  day: '2026-11-18',
  decisions: 3,
  approvalsInARow: 2,
  quickInARow: 1,
  lastAt: '2026-11-18T10:00:00.000Z',
};

const waitingFor = ({ audit }: Stores, wait: Wait): Promise<readonly string[]> =>
  allOf((cursor) => audit.listMarked(wait, ALWAYS, cursor));

/** Stores a hand-off of this number that waits for these until `dueAt`. */
async function wait(
  handoffs: HandoffStore,
  number: number,
  { from, dueAt }: { readonly from: readonly Wait[]; readonly dueAt: string },
): Promise<HandoffCommit> {
  const first = { ...firstCommit(handoffOf(number)), waits: { from, until: [], dueAt } };
  await handoffs.commit(first);
  return first;
}

function itListsWaits(withStores: WithStores): void {
  it('lists what waits for somebody by due time, the next one first, page by page, each once', () =>
    withStores(async (stores) => {
      // In no order: 7 and 60 have no common divisor.
      const hours = Array.from({ length: 60 }, (_none, index) => (index * 7) % 60);
      for (const number of hours)
        await wait(stores.handoffs, number, { from: [waitOf(1)], dueAt: hour(number) });
      const inOrder = Array.from({ length: 60 }, (_none, number) => handoffOf(number).id);
      expect(await waitingFor(stores, waitOf(1))).toEqual(inOrder);
      expect(await waitingFor(stores, waitOf(2))).toEqual([]);
    }));

  it('takes a wait away with the step that ends it, and moves one whose due time moved', () =>
    withStores(async (stores) => {
      const { handoffs } = stores;
      const from = [waitOf(1), waitOf(2)];
      const first = await wait(handoffs, 1, { from, dueAt: hour(1) });
      await wait(handoffs, 2, { from, dueAt: hour(2) });
      const waits = { from: [waitOf(2), waitOf(3)], until: [waitOf(1)], dueAt: hour(3) };
      await handoffs.commit({ ...nextCommit(first), waits });
      const [one, two] = [handoffOf(1).id, handoffOf(2).id];
      expect(await waitingFor(stores, waitOf(1))).toEqual([two]);
      expect(await waitingFor(stores, waitOf(2))).toEqual([two, one]);
      expect(await waitingFor(stores, waitOf(3))).toEqual([one]);
    }));

  it('takes away a wait that never was, and keeps the marks of the trail', () =>
    withStores(async (stores) => {
      const first = { ...firstCommit(handoffOf(1)), marks: ['person:actor-1'] as const };
      await stores.handoffs.commit(first);
      const waits = { from: [], until: [waitOf(9)], dueAt: hour(1) };
      await stores.handoffs.commit({ ...nextCommit(first), waits });
      const marked = await stores.audit.listMarked('person:actor-1', ALWAYS, null);
      expect(marked.items).toEqual([first.after.id]);
    }));
}

function itFindsSubtasks(withStores: WithStores): void {
  it('knows for whose gate a subtask stands, by its own record, with and without the desk', () =>
    withStores(async ({ handoffs, policies }) => {
      const first = firstCommit(handoffOf(1));
      await handoffs.commit(first);
      expect(await handoffs.handoffOfSubtask('20001')).toBeNull();
      await handoffs.commit({ ...nextCommit(first), gateSubtasks: ['20001', '20002'] });
      const { id } = first.after;
      expect(await handoffs.handoffOfSubtask('20001')).toBe(id);
      expect(await handoffs.handoffOfSubtask('20002')).toBe(id);
      expect(await handoffs.handoffOfSubtask('2000')).toBeNull();
      expect(await policies.desk('20002')).toMatchObject({ gateOf: id, slot: null });
      expect(await policies.desk('10001')).toMatchObject({ gateOf: null });
    }));
}

function itCountsAttention(withStores: WithStores): void {
  it('keeps how a person decided, the last word each, and of nobody else', () =>
    withStores(async ({ handoffs }) => {
      const first = { ...firstCommit(handoffOf(1)), attention: { ref: refOf(1), record: RECORD } };
      await handoffs.commit(first);
      expect(await handoffs.attentionOf(refOf(1))).toEqual(RECORD);
      expect(await handoffs.attentionOf(refOf(2))).toBeNull();
      const record = { ...RECORD, decisions: 4 };
      await handoffs.commit({ ...nextCommit(first), attention: { ref: refOf(1), record } });
      expect(await handoffs.attentionOf(refOf(1))).toEqual(record);
    }));

  it('forgets it with the person, and nobody else’s', () =>
    withStores(async ({ handoffs, audit, registry }) => {
      const { refs } = await audit.open(SITE, ['agent-ana', 'agent-ben']);
      const [ana = refOf(1), ben = refOf(2)] = [refs.get('agent-ana'), refs.get('agent-ben')];
      for (const [number, ref] of [ana, ben].entries())
        await handoffs.commit({ ...firstCommit(handoffOf(number)), attention: { ref, record: RECORD } });
      await registry.forget('agent-ana');
      expect(await handoffs.attentionOf(ana)).toBeNull();
      expect(await handoffs.attentionOf(ben)).toEqual(RECORD);
    }));
}

/** Five approvers and a backup. */
const SEATED = [1, 2, 3, 4, 5, 6].map(waitOf);

/** The largest decision: it passes a gate of five seats whose backup was asked, and everything about it is recorded. */
function largestDecision(first: HandoffCommit): HandoffCommit {
  const next = nextCommit(first);
  const kinds: readonly EffectKind[] = ['write-comment', 'sync-property', 'notify', 'answer-attempt'];
  const drafts = Array.from({ length: 5 }, () => draftOf('run.started'));
  return {
    ...next,
    chain: { ...changeOf(first.after.id, first.chain.after, drafts), startedAt: first.after.requestedAt },
    marks: ['person:actor-1'],
    effects: [
      ...kinds.map((kind) => effectOf(next.after, kind, { askedAt: hour(0) })),
      ...first.effects.map((effect) => ({ ...effect, status: 'done' as const })),
    ],
    waits: { from: [waitOf(7)], until: SEATED, dueAt: hour(1) },
    attention: { ref: refOf(1), record: RECORD },
    output: OUTPUT,
  };
}

function itFitsIntoATransaction(withStores: WithStores): void {
  it('stores the largest decision, and the subtasks of the largest gate, in one transaction', () =>
    withStores(async (stores) => {
      const { handoffs } = stores;
      const first = await wait(handoffs, 1, { from: SEATED, dueAt: hour(1) });
      const decision = largestDecision(first);
      await handoffs.commit(decision);
      for (const seated of SEATED) expect(await waitingFor(stores, seated)).toEqual([]);
      const opened = nextCommit(decision);
      const gateSubtasks = ['20001', '20002', '20003', '20004', '20005'];
      await handoffs.commit({ ...opened, gateSubtasks });
      expect(await handoffs.handoffOfSubtask('20005')).toBe(first.after.id);
    }));

  it('stores as many writes as it counts, and refuses one more whole', () =>
    withStores(async (stores) => {
      const first = firstCommit(handoffOf(1));
      const filled = (most: number): HandoffCommit => {
        const marks = Array.from({ length: most - writesIn(first) }, (_none, at) => `rule:r-${at}` as const);
        return { ...first, marks };
      };
      await expect(stores.handoffs.commit(filled(MOST_WRITES + 1))).rejects.toMatchObject({
        name: 'PortError',
        code: 'refused',
      });
      expect(await stores.handoffs.load(first.after.id)).toBeNull();
      await stores.handoffs.commit(filled(MOST_WRITES));
      expect(await stores.handoffs.load(first.after.id)).toEqual(first.after);
    }));

  it('stores nothing of a step that came too late', () =>
    withStores(async (stores) => {
      const first = await wait(stores.handoffs, 1, { from: [waitOf(1)], dueAt: hour(1) });
      await stores.handoffs.commit(nextCommit(first));
      const late: HandoffCommit = {
        ...nextCommit(first),
        waits: { from: [waitOf(2)], until: [waitOf(1)], dueAt: hour(2) },
        gateSubtasks: ['20001'],
        attention: { ref: refOf(1), record: RECORD },
      };
      await expect(stores.handoffs.commit(late)).rejects.toMatchObject({ code: 'conflict' });
      expect(await waitingFor(stores, waitOf(1))).toEqual([first.after.id]);
      expect(await waitingFor(stores, waitOf(2))).toEqual([]);
      expect(await stores.handoffs.handoffOfSubtask('20001')).toBeNull();
      expect(await stores.handoffs.attentionOf(refOf(1))).toBeNull();
    }));
}

function itKeepsNotices(withStores: WithStores): void {
  it('keeps what a notification says while it is to be sent, and nothing of it afterwards', () =>
    withStores(async ({ handoffs }) => {
      const first = firstCommit(handoffOf(1));
      const notice = {
        issueKey: 'INC-1',
        accountIds: ['commander-cho'],
        subject: 'Waiting',
        text: 'For you.',
      };
      const effect = effectOf(first.after, 'notify', { askedAt: hour(0), notice });
      await handoffs.commit({ ...first, effects: [effect] });
      expect(await handoffs.loadEffect(effect.id)).toEqual(effect);
      await handoffs.saveEffect({ ...effect, status: 'done' });
      expect(await handoffs.loadEffect(effect.id)).toBeNull();
    }));
}

/** What every HandoffStore promises of gates: whom they wait for, their subtasks, and how people decide at them. */
export function itHoldsGates(withStores: WithStores): void {
  itListsWaits(withStores);
  itFindsSubtasks(withStores);
  itCountsAttention(withStores);
  itFitsIntoATransaction(withStores);
  itKeepsNotices(withStores);
}
