import { describe, expect, it } from '@jest/globals';
import { MAX_EFFECT_ATTEMPTS } from '../domain/handoff/effect';
import { PortError } from '../ports/port-error';
import { handoffOf, packetOf } from '../ports/suites/samples';
import { eraseTexts } from './erase-texts';
import { performEffect } from './perform-effect';
import { setSwitch } from './policy/set-switch';
import { reportPeople } from './report-people';
import { sweep } from './sweep';
import { setAuditPolicy } from './testing/audit-policy';
import {
  callerOn,
  createBench,
  entriesIn,
  entriesOf,
  handOff,
  onlyHandoff,
  refOf,
  settle,
  storedText,
} from './testing/bench';
import { onTrial, published, withReviewHours } from './testing/policy-acts';
import { moveSubtask } from './testing/steps';
import { close, completed, held, personErased, verifyAll } from './testing/erasure';
import { loadVerification, verifyAll as verifyEverything } from './verify-all';
import { withdrawHandoff } from './withdraw-handoff';

const DAY = 24 * 3_600_000;

describe('erasing people', () => {
  it.each([
    ['agent-ana', 'Ana Sousa'],
    ['agent-ben', 'Ben Fischer'],
    ['commander-cho', 'Cho Min-ji'],
    ['outsider-oz', 'Oz Demir'],
  ])('leaves of %s a reference that leads nowhere', async (accountId, name) => {
    const bench = await completed();
    const ref = refOf(bench, accountId);
    expect(held(bench)).toContain(accountId);
    await close(bench, accountId);
    expect(held(bench)).not.toContain(accountId);
    expect(held(bench)).not.toContain(name);
    expect(await bench.world.registry.accountsOf([ref])).toEqual(new Map());
    expect(JSON.stringify(entriesOf(bench))).toContain(ref);
    expect(personErased(bench)).toEqual([ref]);
    verifyAll(bench);
  });

  it('records what it took from a hand-off, and makes no new reference of the old one', async () => {
    const bench = await completed();
    await close(bench, 'agent-ana');
    const ref = personErased(bench)[0];
    const last = entriesOf(bench).at(-1);
    expect(last).toMatchObject({
      event: 'record.erased',
      onBehalfOf: ref,
      details: { why: 'account-closed' },
    });
    expect(onlyHandoff(bench).requester).toEqual({ accountId: ref, displayName: 'Former user' });
    expect([...bench.memory.actors.keys()].filter((accountId) => accountId.startsWith('actor-'))).toEqual([]);
    bench.clock.advance(366 * DAY);
    await eraseTexts(bench.world);
    expect(entriesOf(bench).at(-1)).toMatchObject({ onBehalfOf: ref, details: { why: 'retention' } });
    expect([...bench.memory.actors.keys()].filter((accountId) => accountId.startsWith('actor-'))).toEqual([]);
  });

  it('takes the names under a legal hold too, and keeps the texts', async () => {
    const bench = await completed();
    setAuditPolicy(bench, { legalHold: { everything: true, issueKeys: [] } });
    await close(bench, 'commander-cho');
    expect(held(bench)).not.toContain('Cho Min-ji');
    expect(storedText(bench)).toContain('We restarted the trunk. Former user knows the carrier');
  });

  it('finds hand-offs of before a name was learnt', async () => {
    const bench = await completed();
    for (let at = 1; at <= 45; at += 1) {
      const handoff = handoffOf(at + 100, {
        state: 'withdrawn',
        requestedAt: `2026-12-01T10:00:${String(at).padStart(2, '0')}.000Z`,
      });
      bench.memory.handoffs.set(handoff.id, handoff);
      bench.memory.packets.set(handoff.id, packetOf(handoff, 'Asked Cho Min-ji.'));
    }
    await close(bench, 'commander-cho');
    expect(held(bench)).not.toContain('Cho Min-ji');
    expect(personErased(bench)).toHaveLength(1);
  });

  it('goes on from its place when there are more hand-offs than one delivery walks through', async () => {
    const bench = await completed();
    for (let at = 0; at < 1_700; at += 1) {
      const handoff = handoffOf(at + 100, {
        state: 'withdrawn',
        requester: { accountId: 'agent-ana', displayName: 'Ana Sousa' },
        requestedAt: new Date(Date.parse('2026-01-01T00:00:00Z') + at * 60_000).toISOString(),
      });
      bench.memory.handoffs.set(handoff.id, handoff);
      bench.memory.packets.set(handoff.id, packetOf(handoff));
    }
    bench.privacy.statuses.set('agent-ana', 'closed');
    await reportPeople(bench.world);
    const id = bench.queue.items.at(-1)?.id ?? '';
    bench.queue.items.length = 0;
    expect(await performEffect(bench.world, id)).toBe('done');
    expect(bench.memory.effects.get(id)).toMatchObject({
      status: 'pending',
      attempts: 0,
      walk: { names: ['Ana Sousa'] },
    });
    expect(bench.queue.items).toEqual([{ kind: 'effect', id }]);
    await settle(bench);
    expect(held(bench)).not.toContain('agent-ana');
    expect(bench.memory.effects.get(id)).toMatchObject({ status: 'done', walk: { names: [] } });
  }, 60_000);

  it('waits for an open hand-off a day at a time, then finishes', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    await close(bench, 'agent-ana');
    expect(onlyHandoff(bench).requester.accountId).toBe('agent-ana');
    expect(bench.memory.actors.has('agent-ana')).toBe(true);
    bench.clock.advance(DAY - 60_000);
    expect((await sweep(bench.world)).pushed).toBe(0);
    const { id, version } = onlyHandoff(bench);
    await withdrawHandoff(bench.world, await callerOn(bench, 'agent-ana'), { handoffId: id, version });
    await settle(bench);
    bench.clock.advance(5 * 60_000);
    await sweep(bench.world);
    await settle(bench);
    expect(held(bench)).not.toContain('agent-ana');
    expect(held(bench)).not.toContain('Ana Sousa');
    verifyAll(bench);
  });

  it('is not done twice when it is delivered again, nor when the account is reported again', async () => {
    const bench = await completed();
    await close(bench, 'agent-ana');
    const before = storedText(bench);
    for (const id of bench.memory.effects.keys())
      if (id.startsWith('erase-people')) expect(await performEffect(bench.world, id)).toBe('done');
    expect(storedText(bench)).toBe(before);
    expect(personErased(bench)).toHaveLength(1);
  });

  it('forgets who took part in a policy’s life and who used the switch, and leaves what governs', async () => {
    const bench = createBench();
    const admin = { accountId: 'admin-max', requestId: 'r', jira: bench.jira.userOf('admin-max') };
    const { policy } = bench.memory;
    await published(bench);
    await onTrial(bench, ['INC'], withReviewHours(20));
    await setSwitch(bench.world, admin, { isHalted: true, reason: 'Drill', version: 0 });
    expect(held(bench)).toContain('admin-max');
    await close(bench, 'admin-max', 'admin-ada');
    expect(held(bench)).not.toContain('admin-max');
    expect(held(bench)).not.toContain('admin-ada');
    const { siteSwitch, policy: now } = await bench.world.policies.control();
    expect([siteSwitch.isHalted, now.version]).toEqual([true, policy.version + 1]);
    expect(now.document.governance).toEqual(policy.document.governance);
  });

  it('leaves of who began a verification the reference', async () => {
    const bench = await completed();
    const ava = await callerOn(bench, 'auditor-ava');
    const { by } = await verifyEverything(bench.world, ava, { restart: true });
    expect(by).toBe('Ava Rossi');
    const ref = refOf(bench, 'auditor-ava');
    await close(bench, 'auditor-ava');
    expect(held(bench)).not.toContain('auditor-ava');
    expect(await bench.world.checkpoints.loadVerification()).toMatchObject({ by: ref });
    const { verification } = await loadVerification(bench.world, await callerOn(bench, 'admin-max'));
    expect(verification?.by).toBe('Erased person');
  });

  it('leaves no name in an answer that Jira never took', async () => {
    const bench = createBench({ dataClass: 'Confidential' });
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    bench.jira.fail('addComment', 'refused');
    await moveSubtask(bench, 'outsider-oz', { gate: 'run', toStatus: 'Approved' });
    const answers = [...bench.memory.effects.values()].filter(({ kind }) => kind === 'answer-attempt');
    expect(answers).toMatchObject([{ status: 'failed', answer: null }]);
  });

  it('is never given up: it is put off for a day, and each such day is on record', async () => {
    const bench = await completed();
    bench.privacy.statuses.set('agent-ana', 'closed');
    await reportPeople(bench.world);
    const id = bench.queue.items.at(-1)?.id ?? '';
    bench.queue.items.length = 0;
    const commit = async () => {
      throw new PortError('refused', 'Storage does not take it');
    };
    const broken = { ...bench.world, handoffs: { ...bench.world.handoffs, commit } };
    expect(await performEffect(broken, id)).toBe('gave-up');
    expect(bench.memory.effects.get(id)).toMatchObject({ status: 'pending', attempts: 0 });
    expect(entriesIn(bench, 'site').at(-1)).toMatchObject({
      event: 'effect.failed',
      details: { effect: 'erase-people', code: 'refused', attempts: 1 },
    });
    const busy = {
      ...bench.world,
      handoffs: {
        ...bench.world.handoffs,
        commit: async () => Promise.reject(new PortError('rate-limited', '429')),
      },
    };
    for (let tries = 1; tries < MAX_EFFECT_ATTEMPTS; tries += 1)
      expect(await performEffect(busy, id)).toBe('retry');
    expect(await performEffect(busy, id)).toBe('gave-up');
    bench.clock.advance(DAY + 3 * 60_000);
    await sweep(bench.world);
    await settle(bench);
    expect(held(bench)).not.toContain('agent-ana');
  });
});
