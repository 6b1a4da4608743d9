import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AuditEntry } from '../contract/audit';
import { eraseTexts } from './erase-texts';
import { createBench, handOff, INCIDENT, onlyHandoff, settle, type Bench } from './testing/bench';
import { changesIn, check, commentId, edit, foundIn, incidentsIn, OTHER } from './testing/comments';
import { putInForce, ruled } from './testing/policy';
import { decide, review } from './testing/steps';
import { finished } from './testing/trails';

const DAY_MS = 86_400_000;
const APP = 'app-ai-handoff';

let bench: Bench;
beforeEach(async () => {
  bench = await finished();
});

describe('a comment that the caller cannot read', () => {
  it('is gone where it was deleted, recorded once', async () => {
    bench.jira.deleteComment(INCIDENT.id, commentId(bench));
    const gone = { text: 'gone', readers: 'unknown', change: null, lines: null };
    expect(await check(bench)).toMatchObject(gone);
    expect(await check(bench)).toMatchObject(gone);
    expect(foundIn(bench)).toEqual(['gone, unknown']);
    expect(changesIn(bench)[0]).toMatchObject({ details: { editor: null, changedAt: null }, bodies: [] });
  });

  it('is gone where the app does not see it either, and its return is recorded', async () => {
    edit(bench, { isRestricted: true, hiddenFrom: ['agent-ana', APP] });
    expect(await check(bench)).toMatchObject({ text: 'gone' });
    edit(bench, { isRestricted: false, hiddenFrom: [] });
    expect(await check(bench)).toMatchObject({ text: 'as-posted', readers: 'as-written' });
    expect(foundIn(bench)).toEqual(['gone, unknown', 'as-posted, as-written']);
  });

  it('is hidden where the app sees it: the caller is told nothing of it, the chain is', async () => {
    edit(bench, { body: OTHER, isRestricted: true, hiddenFrom: ['agent-ana'] });
    expect(await check(bench)).toEqual({
      commentId: commentId(bench),
      text: 'hidden',
      why: null,
      readers: 'unknown',
      change: null,
      lines: null,
    });
    expect(foundIn(bench)).toEqual(['edited, restricted']);
    expect(await check(bench, { accountId: 'agent-ben' })).toMatchObject({
      text: 'edited',
      readers: 'restricted',
    });
    expect(foundIn(bench)).toHaveLength(1);
  });

  it('cannot be told where the app does not see the issue, and that is no news', async () => {
    bench.jira.deleteComment(INCIDENT.id, commentId(bench));
    bench.jira.issue(INCIDENT.id).hiddenFrom.add(APP);
    expect(await check(bench)).toMatchObject({ text: 'untold', why: 'app-sees-nothing' });
    expect(changesIn(bench)).toEqual([]);
  });

  it('is not taken for gone while Jira is down', async () => {
    edit(bench, { hiddenFrom: ['agent-ana'] });
    bench.jira.fail('readComment', 'unavailable');
    await expect(check(bench)).rejects.toMatchObject({ code: 'unavailable' });
    expect(changesIn(bench)).toEqual([]);
  });
});

describe('a comment for the team that customers can read', () => {
  const PUBLIC = () => [{ kind: 'public-comment', subject: commentId(bench), isContained: false }];

  it('is an incident of which governance hears once, and stays as it is', async () => {
    edit(bench, { isPublic: true });
    expect(await check(bench)).toMatchObject({ text: 'as-posted', readers: 'customer' });
    await check(bench);
    await settle(bench);
    expect(foundIn(bench)).toEqual(['as-posted, customer']);
    expect(incidentsIn(bench)).toEqual(PUBLIC());
    expect(bench.jira.notices.map(({ accountIds, subject }) => [accountIds, subject])).toEqual([
      [bench.memory.policy.document.governance, 'Incident: a comment of AI hand-off on INC-1 is public'],
    ]);
    expect(bench.jira.notices[0]?.text).toContain(`can read comment ${commentId(bench)} on INC-1`);
    expect(bench.jira.publicComments.has(commentId(bench))).toBe(true);
  });

  it('is the same one when its text is changed while it is open', async () => {
    edit(bench, { isPublic: true });
    await check(bench);
    edit(bench, { body: OTHER });
    await check(bench);
    expect(foundIn(bench)).toEqual(['as-posted, customer', 'edited, customer']);
    expect(incidentsIn(bench)).toEqual(PUBLIC());
  });

  it('is another one when it was closed and opened again', async () => {
    for (const isPublic of [true, false, true]) {
      edit(bench, { isPublic });
      await check(bench);
    }
    expect(foundIn(bench)).toEqual(['as-posted, customer', 'as-posted, as-written', 'as-posted, customer']);
    expect(incidentsIn(bench)).toEqual([...PUBLIC(), ...PUBLIC()]);
  });

  it('is recorded where nobody is named for governance, and no message is sent', async () => {
    putInForce(bench, (document) => ({ ...document, governance: [] }));
    edit(bench, { isPublic: true });
    await check(bench);
    await settle(bench);
    expect([incidentsIn(bench), bench.jira.notices]).toEqual([PUBLIC(), []]);
  });

  it('is none once its issue left the service project', async () => {
    const issue = bench.jira.issue(INCIDENT.id);
    edit(bench, { isPublic: true });
    bench.jira.issues.set(INCIDENT.id, { ...issue, projectType: 'software' });
    expect(await check(bench)).toMatchObject({ text: 'as-posted', readers: 'as-written' });
    expect(changesIn(bench)).toEqual([]);
  });

  it('is one where an issue of another project came to the portal', async () => {
    bench = await finished(createBench({ projectType: 'software' }));
    expect(await check(bench)).toMatchObject({ readers: 'as-written' });
    bench.jira.issues.set(INCIDENT.id, { ...bench.jira.issue(INCIDENT.id), projectType: 'service_desk' });
    edit(bench, { isPublic: true });
    expect(await check(bench)).toMatchObject({ readers: 'customer' });
    expect(incidentsIn(bench)).toEqual(PUBLIC());
  });
});

describe('a comment for the customer', () => {
  it('is told when the team alone reads it now', async () => {
    bench = createBench();
    const gate = { type: 'require-approval', gate: 'use' } as const;
    const rule = { id: 'customer-1', priority: 500, category: 'control', when: {}, effect: gate } as const;
    putInForce(bench, ruled({ ...rule, because: 'Somebody else looks at it.', threshold: 'Every draft' }));
    await handOff(bench, 'draft-status-note');
    await settle(bench);
    await review(bench, { audience: 'customer' });
    await settle(bench);
    await decide(bench, 'commander-cho', { gate: 'use' });
    await settle(bench);
    expect(await check(bench)).toMatchObject({ text: 'as-posted', readers: 'as-written' });
    edit(bench, { isPublic: false });
    expect(await check(bench)).toMatchObject({ text: 'as-posted', readers: 'team' });
    expect([foundIn(bench), incidentsIn(bench)]).toEqual([['as-posted, team'], []]);
  });
});

describe('a comment whose text the app can no longer tell', () => {
  it('is not said to be edited once the texts are erased; who reads it still is', async () => {
    bench.clock.advance(400 * DAY_MS);
    await eraseTexts(bench.world);
    expect(onlyHandoff(bench).salt).toBeNull();
    const at = edit(bench, { body: OTHER });
    expect(await check(bench)).toMatchObject({
      text: 'untold',
      why: 'erased',
      change: { by: 'Oz Demir', at },
    });
    expect(changesIn(bench)).toEqual([]);
    edit(bench, { isPublic: true });
    await check(bench);
    await check(bench);
    expect([foundIn(bench), incidentsIn(bench)]).toEqual([['untold, customer'], [expect.anything()]]);
    expect(changesIn(bench)[0]?.bodies).toEqual([]);
  });

  it('is not said to be as posted where the entry that names it is damaged', async () => {
    const { id } = onlyHandoff(bench);
    const chain = bench.memory.chains.get(id);
    if (chain === undefined) throw new Error('there is no chain');
    const entries = chain.entries.map((entry) =>
      entry.event === 'writeback.done' ? { ...entry, bodies: 'bent' } : entry,
    );
    bench.memory.chains.set(id, { ...chain, entries: entries as unknown as AuditEntry[] });
    expect(await check(bench)).toMatchObject({ text: 'untold', why: 'no-entry' });
    expect(bench.log.lines.join()).toContain('audit.row-damaged');
  });
});
