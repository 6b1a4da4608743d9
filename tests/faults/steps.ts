import { z } from 'zod';
import type { GateKind, OperationId, ReviewVerdict, Verdict } from '../../src/contract/vocabulary';
import type { CallInput } from '../../src/contract/calls';
import { isEnd } from '../../src/domain/lifecycle/lifecycle';
import type { Standing } from './faulty-site';
import {
  acknowledge,
  beginAnew,
  look,
  note,
  persist,
  recover,
  standing,
  tryCall,
  type Play,
  type Tried,
} from './play';

/** One thing that happens in a flow: a person's act until it has worked, or time that passes. */
export interface Step {
  readonly name: string;
  readonly run: (play: Play) => Promise<void>;
}

/** Who stands where in a flow. */
export interface Cast {
  readonly issueKey: string;
  readonly requester: string;
  readonly owner: string;
  readonly approver: string;
  readonly operation: OperationId;
}

const reasonFor = (verdict: ReviewVerdict | Verdict) =>
  verdict === 'accept' || verdict === 'approve' ? ('none' as const) : ('other' as const);

/** Sends one wish to hand off; a page that got no answer sends the same again. */
async function sendWish(play: Play, who: Standing, wish: Wish): Promise<Tried> {
  const view = await tryCall(play, who, { name: 'panel.hand-off', payload: wish });
  if (view === null) return 'again';
  note(play, { handoffId: view.summary.id });
  const details = { clientRequestId: wish.requestId };
  acknowledge(play, { event: 'handoff.requested', actor: who.accountId, details });
  return 'done';
}

type Wish = CallInput<'panel.hand-off'>;

/** The requester looks for what came of the wish among the hand-offs of the issue. */
async function findEarlier(play: Play, who: Standing): Promise<Tried> {
  const history = await tryCall(play, who, { name: 'panel.history', payload: { cursor: null } });
  const newest = history?.handoffs[0];
  if (newest === undefined) return 'again';
  note(play, { handoffId: newest.id });
  return 'done';
}

/**
 * The requester opens the panel, reads the scope and hands off. Without an answer the requester clicks once more, then loads
 * the page again and stops where the panel shows that it has worked already.
 */
export const handOff = ({ issueKey, requester, operation }: Cast): Step => ({
  name: `${requester} hands off`,
  run: (play) => {
    let onPage: Wish | null = null;
    return persist(play, requester, async (): Promise<Tried> => {
      const who = standing(play, requester, issueKey);
      if (onPage !== null) {
        const wish = onPage;
        onPage = null;
        return sendWish(play, who, wish);
      }
      const panel = await tryCall(play, who, { name: 'panel.load', payload: {} });
      if (panel?.mode !== 'issue') return 'again';
      if (panel.current !== null) {
        note(play, { handoffId: panel.current.summary.id });
        return 'done';
      }
      // Nothing can be handed off now, and what was sent may have ended with the halt.
      if (panel.isHalted) return findEarlier(play, who);
      const review = await tryCall(play, who, { name: 'panel.review-scope', payload: { operation } });
      if (review === null) return 'again';
      const { seal, nonce } = review;
      const wish = { operation, seal, nonce, requestId: play.memory.requestId };
      onPage = wish;
      return sendWish(play, who, wish);
    });
  },
});

/** The owner reviews the output, while it waits for a review. */
export const review = ({ issueKey, owner }: Cast, verdict: ReviewVerdict): Step => ({
  name: `${owner} says ${verdict}`,
  run: (play) =>
    persist(play, owner, async (): Promise<Tried> => {
      const who = standing(play, owner, issueKey);
      const view = await look(play, who);
      if (view === null) return 'again';
      if (view.summary.state !== 'awaiting-review') return isOnTheWay(view.summary.state) ? 'again' : 'done';
      const input = {
        verdict,
        reason: reasonFor(verdict),
        note: '',
        strike: [],
        edits: [],
        audience: 'internal' as const,
      };
      const payload = { handoffId: view.summary.id, version: view.version, ...input };
      if ((await tryCall(play, who, { name: 'panel.review', payload })) === null) return 'again';
      acknowledge(play, { event: 'output.reviewed', actor: owner, details: { verdict } });
      return 'done';
    }),
});

const isOnTheWay = (state: string): boolean => state === 'queued' || state === 'running';

/** The approver decides in the panel of the subtask, while the gate is open. */
export const decide = (cast: Cast, gate: GateKind, verdict: Verdict): Step => ({
  name: `${cast.approver} says ${verdict} at the ${gate} gate`,
  run: (play) =>
    persist(play, cast.approver, async (): Promise<Tried> => {
      const view = await look(play, standing(play, cast.requester, cast.issueKey));
      if (view === null) return 'again';
      const subtask = view.gates.find(({ plan }) => plan.gate === gate)?.seats[0]?.subtaskKey ?? null;
      if (subtask === null) return isEnd(view.summary.state) ? 'done' : 'again';
      const who = standing(play, cast.approver, subtask);
      const panel = await tryCall(play, who, { name: 'panel.load', payload: {} });
      if (panel?.mode !== 'approval') return 'again';
      if (!panel.isOpen) return 'done';
      const { summary, seal, gates } = panel.handoff;
      const release = gates.find(({ plan }) => plan.gate === gate)?.release ?? null;
      const reading = { opened: [], seconds: 60 };
      const input = { gate, seal, release, verdict, reason: reasonFor(verdict), note: '', reading };
      const payload = { handoffId: summary.id, ...input };
      const decided = await tryCall(play, who, { name: 'panel.decide', payload });
      if (decided === null) return 'again';
      const isCounted = decided.mode === 'approval' && decided.handoff.summary.state !== 'superseded';
      if (isCounted)
        acknowledge(play, {
          event: 'approval.decided',
          actor: cast.approver,
          details: { gate, verdict, via: 'panel' },
        });
      return 'done';
    }),
});

const TransitionsSchema = z.object({ transitions: z.array(z.object({ id: z.string(), name: z.string() })) });

const subtaskOf = ({ world, memory }: Play, gate: GateKind) =>
  world
    .handoffs()
    .find(({ id }) => id === memory.handoffId)
    ?.gates.find(({ plan }) => plan.gate === gate)?.seats[0]?.subtask ?? null;

/** Somebody moves the gate's subtask in Jira itself, once it is there; Jira tells the app by an event. */
export const move = (gate: GateKind, by: { accountId: string; transition: string }): Step => ({
  name: `${by.accountId} moves the ${gate} subtask: ${by.transition}`,
  run: async (play) => {
    if (subtaskOf(play, gate) === null) await recover(play);
    const path = `issue/${subtaskOf(play, gate)?.key ?? `of the ${gate} gate`}/transitions`;
    const { transitions } = TransitionsSchema.parse(await play.site.ask(by.accountId, `GET ${path}`));
    const id = transitions.find(({ name }) => name === by.transition)?.id;
    await play.site.ask(by.accountId, `POST ${path}`, { transition: { id } });
    await play.site.drain();
  },
});

/** The requester takes the hand-off back, while that can be done. */
export const withdraw = ({ issueKey, requester }: Cast): Step => ({
  name: `${requester} withdraws`,
  run: (play) =>
    persist(play, requester, async (): Promise<Tried> => {
      const who = standing(play, requester, issueKey);
      const view = await look(play, who);
      if (view === null) return 'again';
      if (!view.may.withdraw) return 'done';
      const payload = { handoffId: view.summary.id, version: view.version };
      if ((await tryCall(play, who, { name: 'panel.withdraw', payload })) === null) return 'again';
      acknowledge(play, { event: 'handoff.withdrawn', actor: requester, details: {} });
      return 'done';
    }),
});

/** The owner tries to accept while the site is halted; nothing may come of it. */
export const acceptWhileHalted = ({ issueKey, owner }: Cast): Step => ({
  name: `${owner} tries to accept while the site is halted`,
  run: (play) =>
    persist(play, owner, async (): Promise<Tried> => {
      const who = standing(play, owner, issueKey);
      const view = await look(play, who);
      if (view === null) return 'again';
      const input = {
        verdict: 'accept' as const,
        reason: 'none' as const,
        note: '',
        strike: [],
        edits: [],
        audience: 'internal' as const,
      };
      const payload = { handoffId: view.summary.id, version: view.version, ...input };
      const answer = await play.site.call(who, 'panel.review', payload);
      if (answer.kind === 'ok') note(play, { breaches: ['an output was accepted while the site is halted'] });
      return answer.kind === 'refused' && answer.error.code === 'halted' ? 'done' : 'again';
    }),
});

/** Time passes, with every run of the schedule in it at its end. */
export const wait = (hours: number): Step => ({
  name: `${hours} h pass`,
  run: ({ site }) => site.pass(hours * 3_600_000),
});

/** What follows is about another hand-off. */
export const anew: Step = { name: 'the page is loaded again', run: async (play) => beginAnew(play) };

/** Somebody changes the issue in Jira. */
export const edit = ({ issueKey }: Cast): Step => ({
  name: 'the description changes',
  run: async ({ site }) => {
    const text = { type: 'text', text: 'Something else happened.' };
    const description = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [text] }] };
    await site.ask('admin-ada', `PUT issue/${issueKey}`, { fields: { description } });
    await site.drain();
  },
});
