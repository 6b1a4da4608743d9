import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument } from '../contract/policy';
import type { Audience } from '../contract/vocabulary';
import { toAdf } from '../domain/writeback/adf';
import { postedLines } from '../domain/writeback/comment';
import { advance } from '../domain/handoff/handoff';
import { PortError } from '../ports/port-error';
import { commitStep, theApp } from './commit-step';
import { performEffect } from './perform-effect';
import {
  createBench,
  entriesOf,
  handOff,
  INCIDENT,
  onlyHandoff,
  settle,
  trailOf,
  type Bench,
} from './testing/bench';
import { putInForce, ruled } from './testing/policy';
import { decide, review } from './testing/steps';

const useGate = ruled({
  id: 'customer-1',
  priority: 500,
  category: 'control',
  when: {},
  effect: { type: 'require-approval', gate: 'use' },
  because: 'Somebody else looks at it.',
  threshold: 'Every draft',
});

/** A status note that was accepted for this audience and approved; its comment is not posted yet. Gives the effect's id. */
async function approved(
  audience: Audience,
  change: (document: PolicyDocument) => PolicyDocument = useGate,
): Promise<readonly [Bench, string]> {
  const bench = createBench();
  putInForce(bench, change);
  await handOff(bench, 'draft-status-note');
  await settle(bench);
  await review(bench, { audience });
  await settle(bench);
  await decide(bench, 'commander-cho', { gate: 'use' });
  expect(onlyHandoff(bench).state).toBe('writing-back');
  const effect = [...bench.memory.effects.values()].find(
    ({ kind, status }) => kind === 'write-comment' && status === 'pending',
  );
  return [bench, effect?.id ?? ''];
}

const postedIn = ({ jira }: Bench) => jira.issue(INCIDENT.id).posted;

const detailsOf = (bench: Bench, event: string): readonly unknown[] =>
  entriesOf(bench)
    .filter((entry) => entry.event === event)
    .map(({ details }) => details);

describe('writing back', () => {
  it.each(['internal', 'customer'] as const)('posts one comment for the %s audience', async (audience) => {
    const [bench, effectId] = await approved(audience);
    expect(await performEffect(bench.world, effectId)).toBe('done');
    await settle(bench);
    const handoff = onlyHandoff(bench);
    const [comment, ...others] = postedIn(bench);
    expect([handoff.state, others]).toEqual(['completed', []]);
    expect([...bench.jira.publicComments]).toEqual(audience === 'customer' ? [comment?.id] : []);
    expect(handoff.writtenBack?.commentId).toBe(comment?.id);
    expect(detailsOf(bench, 'writeback.intent')).toEqual([{ comment: audience }]);
    const packet = bench.memory.packets.get(handoff.id);
    const output = bench.memory.outputs.get(handoff.id);
    if (packet === undefined || output === undefined) throw new Error('nothing was kept');
    expect(comment?.body).toEqual(toAdf(postedLines(handoff, output, packet.sources)));
  });

  it('shows a customer public text alone, without a name', async () => {
    const [bench, effectId] = await approved('customer');
    await performEffect(bench.world, effectId);
    const text = JSON.stringify(postedIn(bench)[0]?.body);
    expect(text).toContain('About 120 users are affected.');
    expect(text).not.toMatch(/carrier|Ben Fischer|Cho Min-ji|Ana Sousa|ho-0|Policy/u);
    expect(onlyHandoff(bench).explanation).toContain('customer');
  });

  it.each([
    ['another claim is stored', (bench: Bench) => tamperOutput(bench)],
    ['the audience is another', (bench: Bench) => tamperAudience(bench, 'customer')],
    ['the release is gone', (bench: Bench) => tamperRelease(bench, null)],
    ['the release is another', (bench: Bench) => tamperRelease(bench, 'f'.repeat(64))],
  ])('posts nothing when %s than was approved', async (_what, tamper) => {
    const [bench, effectId] = await approved('internal');
    tamper(bench);
    expect(await performEffect(bench.world, effectId)).toBe('done');
    await settle(bench);
    expect(postedIn(bench)).toEqual([]);
    expect(onlyHandoff(bench)).toMatchObject({
      state: 'run-failed',
      explanation: expect.stringContaining('not what was approved'),
    });
    expect(detailsOf(bench, 'run.failed')).toEqual([{ why: 'release mismatch', attribution: 'integration' }]);
  });

  it('posts nothing for a customer that no gate released', async () => {
    const bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await settle(bench);
    await review(bench);
    tamperAudience(bench, 'customer');
    await settle(bench);
    expect([onlyHandoff(bench).state, postedIn(bench)]).toEqual(['run-failed', []]);
  });
});

function tamper(bench: Bench, change: Partial<ReturnType<typeof onlyHandoff>>): void {
  const handoff = onlyHandoff(bench);
  bench.memory.handoffs.set(handoff.id, { ...handoff, ...change });
}

function tamperAudience(bench: Bench, audience: Audience): void {
  const { review: said } = onlyHandoff(bench);
  tamper(bench, { review: said === null ? null : { ...said, audience } });
}

function tamperRelease(bench: Bench, release: string | null): void {
  tamper(bench, { gates: onlyHandoff(bench).gates.map((gate) => ({ ...gate, release })) });
}

function tamperOutput({ memory }: Bench): void {
  for (const [id, output] of memory.outputs)
    memory.outputs.set(id, {
      ...output,
      sections: output.sections.map((section) => ({
        ...section,
        claims: section.claims.map((claim) => ({ ...claim, text: `${claim.text} And more.` })),
      })),
    });
}

async function halt(bench: Bench): Promise<void> {
  const before = onlyHandoff(bench);
  await commitStep(bench.world, {
    before,
    after: advance(before, 'halt', { at: bench.clock.now(), explanation: 'Halted' }),
    actor: theApp('switch'),
    happenings: [{ event: 'handoff.halted', details: { reason: 'Halted' } }],
    effects: [],
  });
}

describe('an internal comment that Jira shows the customer', () => {
  it.each([
    [true, 'was deleted at once'],
    [false, 'Delete comment'],
  ])('is an incident, told to governance (deleted: %s)', async (isDeletable, words) => {
    const [bench, effectId] = await approved('internal');
    bench.jira.mistake({ audience: 'customer', isDeletable });
    expect(await performEffect(bench.world, effectId)).toBe('done');
    await settle(bench);
    const handoff = onlyHandoff(bench);
    const [incident] = detailsOf(bench, 'incident.raised') as readonly { readonly subject: string }[];
    expect(incident).toEqual({
      kind: 'public-comment',
      subject: expect.stringMatching(/^\d+$/u),
      isContained: isDeletable,
    });
    expect(postedIn(bench).map(({ id }) => id)).toEqual(isDeletable ? [] : [incident?.subject]);
    expect(handoff).toMatchObject({ state: 'run-failed', writtenBack: null });
    expect(handoff.explanation).toContain(words);
    expect(handoff.explanation).toContain(incident?.subject);
    if (!isDeletable) expect(handoff.explanation).toMatch(/^Delete comment \d+ on INC-1 now/u);
    const notice = bench.jira.notices.find(({ subject }) => subject.startsWith('Incident'));
    expect(notice).toMatchObject({ issueKey: 'INC-1', accountIds: ['auditor-ava'] });
    expect(notice?.text).toContain(incident?.subject);
    expect(notice?.text).not.toContain('120 users');
  });

  it('is not posted again by another delivery, nor by the queue', async () => {
    const [bench, effectId] = await approved('internal');
    bench.jira.mistake({ audience: 'customer', isDeletable: true });
    for (let times = 0; times < 3; times += 1) {
      expect(await performEffect(bench.world, effectId)).toBe('done');
      expect(bench.memory.effects.get(effectId)?.status).toBe('done');
    }
    bench.jira.mistake(null);
    await performEffect(bench.world, effectId);
    await settle(bench);
    expect(postedIn(bench)).toEqual([]);
    expect(detailsOf(bench, 'incident.raised')).toHaveLength(1);
  });

  it('is on record, and told once, when storage fails at that moment', async () => {
    const [bench, effectId] = await approved('internal');
    bench.jira.mistake({ audience: 'customer', isDeletable: true });
    const { handoffs } = bench.world;
    let failures = 2;
    const world = {
      ...bench.world,
      handoffs: {
        ...handoffs,
        commit: async (change: Parameters<typeof handoffs.commit>[0]) => {
          failures -= 1;
          if (failures >= 0) throw new PortError('unavailable', 'Storage is away');
          return handoffs.commit(change);
        },
      },
    };
    expect(await performEffect(world, effectId)).toBe('done');
    await settle(bench);
    expect([failures < 0, postedIn(bench)]).toEqual([true, []]);
    expect(detailsOf(bench, 'incident.raised')).toHaveLength(1);
  });

  it('found by a repeat after its first try was lost is taken down and raised, not taken for the internal one', async () => {
    const [bench, effectId] = await approved('internal');
    bench.jira.mistake({ audience: 'customer', isDeletable: false });
    const { handoffs } = bench.world;
    const commit = async () => {
      throw new PortError('unavailable', 'Storage is away');
    };
    const away = { ...bench.world, handoffs: { ...handoffs, commit } };
    expect(await performEffect(away, effectId)).toBe('retry');
    expect(postedIn(bench)).toHaveLength(1);
    bench.jira.mistake(null);
    expect(await performEffect(bench.world, effectId)).toBe('done');
    expect([onlyHandoff(bench).state, postedIn(bench)]).toEqual(['run-failed', []]);
    expect(detailsOf(bench, 'incident.raised')).toMatchObject([{ isContained: true }]);
  });

  it('is on record although somebody ended the hand-off meanwhile', async () => {
    const [bench, effectId] = await approved('internal');
    bench.jira.mistake({ audience: 'customer', isDeletable: true });
    const { jira } = bench.world;
    const world: typeof bench.world = {
      ...bench.world,
      jira: {
        ...jira,
        addComment: async (...args) => {
          await halt(bench);
          return jira.addComment(...args);
        },
      },
    };
    expect(await performEffect(world, effectId)).toBe('done');
    await settle(bench);
    expect(onlyHandoff(bench).state).toBe('halted');
    expect(trailOf(bench).filter((event) => event === 'incident.raised')).toHaveLength(1);
    expect(bench.jira.notices.some(({ subject }) => subject.startsWith('Incident'))).toBe(true);
  });

  it('is an incident also where nobody is named as governance', async () => {
    const [bench, effectId] = await approved('internal', (document) => ({
      ...useGate(document),
      governance: [],
    }));
    bench.jira.mistake({ audience: 'customer', isDeletable: true });
    expect(await performEffect(bench.world, effectId)).toBe('done');
    await settle(bench);
    expect(detailsOf(bench, 'incident.raised')).toHaveLength(1);
    expect(bench.jira.notices.filter(({ subject }) => subject.startsWith('Incident'))).toEqual([]);
  });
});

describe('a comment for the customer that Jira keeps internal', () => {
  it('stays, is named, and ends the hand-off without an incident', async () => {
    const [bench, effectId] = await approved('customer');
    bench.jira.mistake({ audience: 'internal', isDeletable: true });
    for (let times = 0; times < 3; times += 1)
      expect(await performEffect(bench.world, effectId)).toBe('done');
    await settle(bench);
    const [comment, ...others] = postedIn(bench);
    const handoff = onlyHandoff(bench);
    expect([handoff.state, others]).toEqual(['run-failed', []]);
    expect(handoff.explanation).toContain(`comment ${comment?.id ?? 'none'}`);
    expect(detailsOf(bench, 'incident.raised')).toEqual([]);
    expect(bench.jira.notices.filter(({ subject }) => subject.startsWith('Incident'))).toEqual([]);
    expect(detailsOf(bench, 'run.failed')).toEqual([
      { why: 'comment stayed internal', attribution: 'integration' },
    ]);
  });
});
