import { beforeEach, describe, expect, it } from '@jest/globals';
import { toAdf } from '../domain/writeback/adf';
import { PortError } from '../ports/port-error';
import { checkAnyComment, checkComment } from './check-comment';
import { bundleEvidence } from './evidence';
import { reconstruct } from './reconstruct';
import {
  callerOn,
  createBench,
  handOff,
  INCIDENT,
  onlyHandoff,
  refOf,
  storedText,
  type Bench,
} from './testing/bench';
import { changesIn, check, commentId, edit, foundIn, OTHER, OZ } from './testing/comments';
import { close } from './testing/erasure';
import { ava, finished, fsck } from './testing/trails';

let bench: Bench;
beforeEach(async () => {
  bench = await finished();
});

const postedBody = (): unknown => bench.jira.issue(INCIDENT.id).posted[0]?.body;

describe('a comment that stands as it was posted', () => {
  it('is said to, and nothing is stored', async () => {
    const before = storedText(bench);
    expect(await check(bench)).toEqual({
      commentId: commentId(bench),
      text: 'as-posted',
      why: null,
      readers: 'as-written',
      change: null,
      lines: null,
    });
    expect(storedText(bench)).toBe(before);
  });

  it('is so too where somebody saved it without a change that anybody sees', async () => {
    const at = edit(bench, {
      body: JSON.parse(
        JSON.stringify(postedBody()).replaceAll(
          '"type":"paragraph",',
          '"type":"paragraph","attrs":{"localId":"7f"},',
        ),
      ),
    });
    expect(JSON.stringify(await check(bench))).toContain('"text":"as-posted"');
    expect(await check(bench)).toMatchObject({ change: { by: 'Oz Demir', at } });
    expect(changesIn(bench)).toEqual([]);
  });
});

describe('an edited comment', () => {
  it('is said to be, by whom, when and in which lines, and its chain names it', async () => {
    const at = edit(bench, { body: OTHER });
    const answer = await check(bench);
    expect(answer).toMatchObject({ text: 'edited', readers: 'as-written', change: { by: 'Oz Demir', at } });
    expect(answer.lines?.added).toEqual(['Approved by everybody. Pay here.']);
    expect(answer.lines?.missing).toContain(
      'This changes nothing by itself: no status, no approval, no access.',
    );
    const [entry] = changesIn(bench);
    expect(entry).toMatchObject({
      actor: { kind: 'app' },
      requestId: 'invocation-of-ana',
      state: 'completed',
      details: {
        commentId: commentId(bench),
        text: 'edited',
        readers: 'as-written',
        editor: refOf(bench, OZ),
        changedAt: at,
      },
    });
    expect(entry?.bodies.map(({ name }) => name)).toEqual(['comment']);
    expect(storedText(bench)).not.toContain('Pay here');
  });

  it('is recorded once for each text, and once more when the posted one is back', async () => {
    edit(bench, { body: OTHER });
    await check(bench);
    await check(bench, { accountId: 'agent-ben' });
    await checkAnyComment(bench.world, await ava(bench), { handoffId: onlyHandoff(bench).id });
    expect(foundIn(bench)).toEqual(['edited, as-written']);
    edit(bench, { body: toAdf([{ kind: 'text', text: 'Another.' }]) });
    await check(bench);
    edit(bench, { body: postedBody() });
    await check(bench);
    await check(bench);
    expect(foundIn(bench)).toEqual(['edited, as-written', 'edited, as-written', 'as-posted, as-written']);
    expect(new Set(changesIn(bench).map(({ bodies }) => bodies[0]?.hmac)).size).toBe(3);
  });

  it('is recorded once by two who look at the same moment', async () => {
    edit(bench, { body: OTHER });
    const answers = await Promise.all([check(bench), check(bench, { accountId: 'agent-ben' }), check(bench)]);
    expect(answers.map(({ text }) => text)).toEqual(['edited', 'edited', 'edited']);
    expect(foundIn(bench)).toEqual(['edited, as-written']);
  });

  it('leaves a chain and a bundle that verify, and texts that still are the ones that it names', async () => {
    edit(bench, { body: OTHER });
    await check(bench);
    const handoffId = onlyHandoff(bench).id;
    const { lines } = await bundleEvidence(bench.world, await ava(bench), { handoffId });
    expect(fsck(lines)).toMatchObject({ firstBroken: null });
    const { integrity } = await reconstruct(bench.world, await ava(bench), { handoffId });
    expect(integrity.filter(({ holds }) => holds !== true)).toEqual([]);
    expect(integrity.map(({ name }) => name)).toContain('comment');
  });

  it('is edited without an editor in the chain where Jira names no account', async () => {
    edit(bench, { body: OTHER });
    const { jira, ...caller } = await callerOn(bench, 'agent-ana');
    const nameless = {
      ...jira,
      readComment: async (...at: Parameters<typeof jira.readComment>) => {
        const now = await jira.readComment(...at);
        const change = now?.change ?? null;
        if (now === null || change === null) throw new Error('nothing was changed');
        return { ...now, change: { ...change, accountId: null } };
      },
    };
    const handoffId = onlyHandoff(bench).id;
    await checkComment(bench.world, { ...caller, jira: nameless }, { handoffId });
    expect(changesIn(bench)[0]?.details).toMatchObject({ editor: null, changedAt: expect.any(String) });
  });

  it('is told without its lines where somebody in it was erased', async () => {
    bench.jira.people.delete('agent-ana');
    await close(bench, 'agent-ana');
    expect(onlyHandoff(bench).requester.accountId).not.toBe('agent-ana');
    expect(await check(bench, { accountId: 'agent-ben' })).toMatchObject({ text: 'as-posted' });
    edit(bench, { body: OTHER });
    expect(await check(bench, { accountId: 'agent-ben' })).toMatchObject({ text: 'edited', lines: null });
  });
});

describe('what is not checked', () => {
  it('is a hand-off that wrote nothing back', async () => {
    bench = createBench();
    await handOff(bench, 'gather-diagnostics');
    await expect(check(bench)).rejects.toMatchObject({ code: 'wrong-state' });
  });

  it('is a hand-off of another issue, or of none', async () => {
    bench.jira.addIssue({ id: '10002', key: 'INC-2' });
    const handoffId = 'ho-00000000-0000-4000-8000-000000000099';
    await expect(check(bench, { issueId: '10002' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(check(bench, { handoffId })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is for governance a hand-off whose issue it may not browse', async () => {
    edit(bench, { body: OTHER });
    bench.jira.issue(INCIDENT.id).hiddenFrom.add('auditor-ava');
    const handoffId = onlyHandoff(bench).id;
    const asked = checkAnyComment(bench.world, await ava(bench), { handoffId });
    await expect(asked).rejects.toMatchObject({ code: 'not-found' });
    expect(changesIn(bench)).toEqual([]);
  });
});

describe('a finding that storage does not take', () => {
  it('is recorded on the record as it stands where something else changed that meanwhile', async () => {
    edit(bench, { body: OTHER });
    const handoff = onlyHandoff(bench);
    const { handoffs } = bench.world;
    let isFirst = true;
    const commit: typeof handoffs.commit = (change) => {
      if (isFirst) bench.memory.handoffs.set(handoff.id, { ...handoff, version: handoff.version + 1 });
      isFirst = false;
      return handoffs.commit(change);
    };
    const world = { ...bench.world, handoffs: { ...handoffs, commit } };
    await checkComment(world, await callerOn(bench, 'agent-ana'), { handoffId: handoff.id });
    expect([foundIn(bench), onlyHandoff(bench).version]).toEqual([
      ['edited, as-written'],
      handoff.version + 2,
    ]);
  });

  const failing = (code: 'conflict' | 'unavailable') => ({
    ...bench.world,
    handoffs: { ...bench.world.handoffs, commit: () => Promise.reject(new PortError(code, 'no')) },
  });

  it('is not told as if it were on record', async () => {
    edit(bench, { body: OTHER });
    const caller = await callerOn(bench, 'agent-ana');
    const input = { handoffId: onlyHandoff(bench).id };
    for (const code of ['unavailable', 'conflict'] as const)
      await expect(checkComment(failing(code), caller, input)).rejects.toMatchObject({ code });
    expect(changesIn(bench)).toEqual([]);
  });
});
