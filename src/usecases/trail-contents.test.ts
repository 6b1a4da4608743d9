import { beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import type { AuditEntry, AuditEvent, Body } from '../contract/audit';
import { toCanonicalJson } from '../domain/canonical/canonical';
import { COMPOSER } from '../domain/composer/compose';
import {
  createBench,
  entriesOf,
  handOff,
  onlyHandoff,
  refOf,
  REQUEST_ID,
  settle,
  subtaskOf,
  type Bench,
} from './testing/bench';
import { decide, moveSubtask, review } from './testing/steps';

const MINUTE = 60_000;
const NOTE = 'Fine, but name the carrier.';

/** A hand-off with both gates from request to comment, a minute between the steps of people, one claim struck. */
async function wholeLife(): Promise<Bench> {
  const bench = createBench({
    dataClass: 'Confidential',
    description: `Calls fail since 09:40. The token is ghp_${'aB3dE6gH9j'.repeat(4)}.`,
  });
  await handOff(bench, 'draft-vendor-escalation');
  await settle(bench);
  bench.clock.advance(MINUTE);
  await decide(bench, 'commander-cho', { gate: 'run', note: 'Go on.' });
  await settle(bench);
  bench.clock.advance(MINUTE);
  await review(bench, { strike: [1], note: NOTE });
  await settle(bench);
  bench.clock.advance(MINUTE);
  await moveSubtask(bench, 'agent-ben', { gate: 'use', toStatus: 'Approved' });
  await moveSubtask(bench, 'backup-bo', { gate: 'use', toStatus: 'Approved' });
  return bench;
}

let bench: Bench;
let entries: readonly AuditEntry[];

beforeAll(async () => {
  bench = await wholeLife();
  entries = entriesOf(bench);
});

/** The only entry of this event, or the one of several that `which` picks. */
function entryOf<E extends AuditEvent>(event: E, which = 0): Extract<AuditEntry, { event: E }> {
  const found = entries.filter((entry): entry is Extract<AuditEntry, { event: E }> => entry.event === event)[
    which
  ];
  if (found === undefined) throw new Error(`the trail has no ${event}`);
  return found;
}

const accountOf = (ref: string | null): string | null =>
  ref === null
    ? null
    : ([...bench.memory.actors.values()].find((actor) => actor.ref === ref)?.accountId ?? ref);

const hmacOf = (name: Body['name'], text: string): Body => {
  const key = Buffer.from(onlyHandoff(bench).salt ?? '', 'hex');
  const hmac = createHmac('sha256', key).update(text).digest('hex');
  return { name, hmac, bytes: Buffer.byteLength(text) };
};

describe('every entry of a whole hand-off', () => {
  it('says who did it, in which role, and on whose behalf where the app did it (R192)', () => {
    expect(onlyHandoff(bench).state).toBe('completed');
    const lines = entries.map(({ event, actor, onBehalfOf }) =>
      [event, accountOf(actor.ref), actor.role, accountOf(onBehalfOf)].join(' | '),
    );
    const done = 'effect.done | app | ai-handoff app | agent-ana';
    expect(lines).toContain(done);
    expect(lines.filter((line) => line !== done)).toEqual([
      'handoff.requested | agent-ana | requester | ',
      'eligibility.decided | agent-ana | requester | ',
      'guardrail.decided | agent-ana | requester | ',
      'scope.confirmed | agent-ana | requester | ',
      'approval.requested | agent-ana | requester | ',
      'approval.subtask-created | app | ai-handoff app | agent-ana',
      'approval.attention | commander-cho | incident-commander | ',
      'approval.decided | commander-cho | incident-commander | ',
      'run.queued | commander-cho | incident-commander | ',
      'run.started | app | ai-handoff app | agent-ana',
      'guardrail.decided | app | ai-handoff app | agent-ana',
      'run.finished | app | ai-handoff app | agent-ana',
      'output.reviewed | agent-ben | owner | ',
      'approval.requested | agent-ben | owner | ',
      'approval.subtask-created | app | ai-handoff app | agent-ana',
      'approval.ignored | agent-ben | not entitled | ',
      'approval.attention | backup-bo | incident-commander | ',
      'approval.decided | backup-bo | incident-commander | ',
      'writeback.intent | backup-bo | incident-commander | ',
      'writeback.done | app | ai-handoff app | agent-ana',
    ]);
  });

  it('names the request that it came with (R191)', () => {
    const byActor = new Map(entries.map(({ actor, requestId }) => [accountOf(actor.ref), requestId]));
    expect(byActor.get('agent-ana')).toBe('invocation-of-ana');
    expect(byActor.get('commander-cho')).toBe('invocation-of-cho');
    expect(byActor.get('backup-bo')).toMatch(/^change-\d+$/u);
    expect(entries.every(({ requestId }) => requestId !== '')).toBe(true);
    expect(entryOf('handoff.requested').details.clientRequestId).toBe(REQUEST_ID);
  });

  it('names issue, operation, seal and versions (R160, R193, R194)', () => {
    const { seal } = onlyHandoff(bench);
    for (const entry of entries)
      expect(entry).toMatchObject({
        chain: onlyHandoff(bench).id,
        issue: { id: '10001', key: 'INC-1' },
        operation: 'draft-vendor-escalation',
        seal,
        versions: {
          policy: 1,
          engine: `${COMPOSER.name} ${COMPOSER.version}`,
          prompt: null,
          template: COMPOSER.version,
          model: null,
        },
      });
  });

  it('stands in order, with the wall clock of its step and the state that it led to (R161)', () => {
    expect(entries.map(({ index }) => index)).toEqual(entries.map((_entry, place) => place));
    const times = entries.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    const at = (event: AuditEvent, which = 0) => [entryOf(event, which).at, entryOf(event, which).state];
    expect([
      at('handoff.requested'),
      at('approval.decided'),
      at('output.reviewed'),
      at('writeback.done'),
    ]).toEqual([
      ['2026-11-18T10:00:00.000Z', 'awaiting-run-approval'],
      ['2026-11-18T10:01:00.000Z', 'queued'],
      ['2026-11-18T10:02:00.000Z', 'awaiting-use-approval'],
      ['2026-11-18T10:03:00.000Z', 'completed'],
    ]);
  });
});

describe('what was decided and on what', () => {
  it('each rule that fired, with verdict, what it saw and its limit (R162, R196, R202, R203)', () => {
    const packet = bench.memory.packets.get(onlyHandoff(bench).id);
    const reasons = packet?.decision.reasons ?? [];
    const { checks, details } = entryOf('eligibility.decided');
    expect(details).toEqual({ outcome: 'approval-bound', fired: reasons.length });
    expect(checks).toEqual(
      reasons.map(({ ruleId, effect, observed, threshold }) => ({
        check: 'policy',
        ruleId,
        verdict: effect === 'allow' ? 'allowed' : 'escalated',
        observed,
        threshold,
      })),
    );
    expect(new Set(checks.map(({ verdict }) => verdict))).toEqual(new Set(['allowed', 'escalated']));
  });

  it('the secret that was taken out of a source: rule, place and length (R204)', () => {
    const { details, checks } = entryOf('guardrail.decided');
    expect(details).toEqual({
      stage: 'input',
      findings: [expect.stringMatching(/^[a-z-]+: source \d+, offset 37, length 44$/u)],
    });
    expect(checks).toMatchObject([
      { check: 'secret', verdict: 'modified', observed: '1 found and taken out' },
    ]);
  });

  it('what the AI was given, by reference, and under which policy (R215)', () => {
    const { context, policyDigest, mayRead, leftOut, blockedActions } = entryOf('scope.confirmed').details;
    const packet = bench.memory.packets.get(onlyHandoff(bench).id);
    const referenced = context.flatMap((line) => line.slice(line.indexOf(' ') + 1).split(', '));
    expect(referenced.sort()).toEqual(packet?.sources.map(({ ref }) => ref).sort());
    expect(context).toContain('comment 100011');
    expect(policyDigest).toBe(bench.memory.policy.digest);
    expect({ mayRead, leftOut, blockedActions }).toEqual({
      mayRead: packet?.scope.mayRead,
      leftOut: packet?.scope.leftOut,
      blockedActions: packet?.scope.blockedActions,
    });
  });

  it('who was asked at each gate, by which rule and until when', () => {
    expect(entryOf('approval.requested').details).toEqual({
      gate: 'run',
      approver: refOf(bench, 'commander-cho'),
      backup: refOf(bench, 'backup-bo'),
      ruleId: 'data-2',
      dueAt: '2026-11-18T14:00:00.000Z',
    });
    expect(entryOf('approval.requested', 1).details).toMatchObject({
      gate: 'use',
      dueAt: '2026-11-18T14:02:00.000Z',
    });
    expect(entryOf('approval.subtask-created', 1).details).toEqual({
      gate: 'use',
      subtask: subtaskOf(bench, 'use').key,
      approver: refOf(bench, 'commander-cho'),
    });
  });

  it('the decisions at the gates, and the attempt that counted for nothing (R158, R163, R197)', () => {
    expect(entryOf('approval.decided')).toMatchObject({
      details: { gate: 'run', verdict: 'approve', via: 'panel', reason: 'none', changeId: null },
      bodies: [hmacOf('note', 'Go on.')],
    });
    expect(entryOf('approval.decided', 1)).toMatchObject({
      details: {
        gate: 'use',
        via: 'transition',
        changeId: expect.any(String),
        decidedAt: '2026-11-18T10:03:00.000Z',
      },
      bodies: [],
    });
    expect(entryOf('approval.ignored').details).toMatchObject({ gate: 'use', why: 'is-owner' });
  });

  it('what the run used and gave, with no tool called, and the HMAC of its output (R195, R198)', () => {
    const output = bench.memory.outputs.get(onlyHandoff(bench).id);
    const { details, bodies } = entryOf('run.finished');
    expect(details).toEqual({
      ...output?.counts,
      isEnough: true,
      toolCalls: 0,
      mode: 'composer',
      fallbacks: [],
      inputTokens: 0,
      outputTokens: 0,
      answeredBy: null,
    });
    expect(bodies).toEqual([hmacOf('output', toCanonicalJson(output))]);
    expect(entryOf('guardrail.decided', 1)).toMatchObject({
      details: { stage: 'output' },
      checks: [
        {
          check: 'grounding',
          ruleId: 'grounding-1',
          verdict: 'allowed',
          observed: expect.stringContaining(`of ${output?.counts.claims} claims`),
          threshold: '60 % of the claims',
        },
      ],
    });
  });

  it('the review with what was struck, and the comment as it was posted (R197, R198, R205)', () => {
    expect(entryOf('output.reviewed')).toMatchObject({
      details: { verdict: 'accept', reason: 'none', struck: 'other: 1', edited: '', overrides: 1 },
      bodies: [hmacOf('note', NOTE)],
    });
    const [posted] = bench.jira.issue('10001').posted;
    expect(entryOf('writeback.done')).toMatchObject({
      details: { commentId: posted?.id, isRepeat: false },
      bodies: [hmacOf('comment', toCanonicalJson(posted?.body))],
    });
    expect(JSON.stringify(posted?.body)).not.toContain(
      JSON.stringify(bench.memory.outputs.get(onlyHandoff(bench).id)?.sections[0]?.claims[0]?.text).slice(
        1,
        -1,
      ),
    );
  });

  it('each effect on Jira that changed no record', () => {
    const effects = entries.flatMap((entry) => (entry.event === 'effect.done' ? [entry.details.effect] : []));
    expect(effects.filter((effect) => effect === 'answer-attempt')).toHaveLength(1);
    expect(effects.filter((effect) => effect === 'sync-property').length).toBe(effects.length - 1);
    expect([...bench.memory.effects.values()].every(({ status }) => status === 'done')).toBe(true);
  });
});

describe('the marks by which a hand-off is found again', () => {
  it('name each person who acted with the right to, and the rules that fired', () => {
    const marks = bench.memory.marks.map(({ mark }) => mark);
    const people = ['agent-ana', 'agent-ben', 'commander-cho', 'backup-bo'].map(
      (accountId) => `person:${refOf(bench, accountId)}`,
    );
    expect(marks.filter((mark) => mark.startsWith('person:')).sort()).toEqual(people.sort());
    expect(marks).toEqual(expect.arrayContaining(['rule:data-2', 'rule:comm-1']));
    expect(new Set(marks).size).toBe(marks.length);
  });

  it('name nobody for an attempt without the right to', async () => {
    const other = createBench({ dataClass: 'Confidential' });
    await handOff(other, 'gather-diagnostics');
    await settle(other);
    await moveSubtask(other, 'manager-mia', { gate: 'run', toStatus: 'Approved' });
    expect(other.memory.marks.map(({ mark }) => mark)).not.toContain(`person:${refOf(other, 'manager-mia')}`);
  });
});
