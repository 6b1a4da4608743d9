import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { CommentCheckSchema, type CommentCheck } from '../../src/contract/comment-check';
import type { HandoffView } from '../../src/contract/handoff';
import { trafficOf, trailOf } from '../site/evidence';
import { paragraph, useSite } from '../site/gate-trials';
import { accept, codeOf, handOff, viewOf } from '../site/handoffs';
import type { Invocation } from '../site/local-site';

/** Row OUT-12 of the threat model, performed on the built app: people change over Jira's REST what a hand-off wrote back. */

const LONG_MS = 90_000;
const site = useSite();
/** Evidence of an incident waits at no gate by itself, and Ana owns this one. */
const ANA = { as: 'agent-ana', issueKey: 'INC-2041' };

type Answer = CommentCheck | string;

/** What the app says of the comment: its comparison, or the code with which it refused. */
async function compared(view: HandoffView, by: Partial<Invocation> = ANA): Promise<Answer> {
  const payload = { handoffId: view.summary.id };
  const answer = await site.invoke({ ...ANA, call: 'panel.check-comment', payload, ...by });
  await site.settle();
  const told = z.object({ ok: z.literal(true), data: CommentCheckSchema }).safeParse(answer);
  return told.success ? told.data.data : codeOf(answer);
}
/** The same question from the oversight page. */
const byGovernance = { as: 'auditor-ava', module: 'oversight-page', call: 'oversight.check-comment' };

/** A hand-off that was written back, and the address of its comment. */
async function written(): Promise<{ readonly view: HandoffView; readonly path: string }> {
  const path = `/rest/api/3/issue/${ANA.issueKey}/comment`;
  const body = paragraph('The gateway failed at 10:05 with error rate 12 %.');
  const { status } = await site.request(path, { as: 'agent-ben', method: 'POST', body: { body } });
  if (status !== 201) throw new Error(`no comment was written: ${status}`);
  await site.settle();
  const { summary } = await handOff(site, ANA, 'gather-diagnostics');
  await accept(site, ANA, await viewOf(site, ANA, summary.id));
  const view = await viewOf(site, ANA, summary.id);
  const id = view.writtenBack?.commentId;
  if (id === undefined) throw new Error(`nothing was written back: ${view.summary.state}`);
  return { view, path: `${path}/${id}` };
}

/** An admin of the project changes the comment over Jira's REST. */
async function change(path: string, body: object): Promise<void> {
  const { status, text } = await site.request(path, { as: 'admin-ada', method: 'PUT', body });
  if (status !== 200) throw new Error(`the comment was not changed: ${status} ${text}`);
  await site.settle();
}
const bodyOf = async (path: string): Promise<string> =>
  JSON.stringify(z.looseObject({ body: z.unknown() }).parse((await site.request(path)).json).body);
const parsed = (text: string): unknown => JSON.parse(text);

/** What looks left in the trail, as `event account`. */
const foundIn = async ({ summary }: HandoffView): Promise<readonly string[]> =>
  (await trailOf(site, summary.id)).filter((line) => /^(?:comment|incident)\./u.test(line));

describe('OUT-12: a comment that somebody changes after write-back', () => {
  it(
    'is shown as edited to the panel and to governance, by whom and where, and is on record once',
    async () => {
      const { view, path } = await written();
      const asPosted = { text: 'as-posted', readers: 'as-written', change: null };
      expect(await compared(view)).toMatchObject(asPosted);
      const body = await bodyOf(path);
      await change(path, { body: parsed(body.replace('12 %', '1 %').replace('10:05', '09:05')) });
      const edited = await compared(view);
      expect(edited).toMatchObject({ text: 'edited', change: { by: expect.stringContaining('Ada') } });
      expect(JSON.stringify(edited)).toMatch(/"missing":\[[^\]]*12 %.*"added":\[[^\]]*1 %/u);
      expect(await compared(view, byGovernance)).toEqual(edited);
      expect(await foundIn(view)).toEqual(['comment.changed app']);
      await change(path, {
        body: parsed(body.replaceAll('"type":"paragraph",', '"type":"paragraph","attrs":{"localId":"a1"},')),
      });
      expect(await compared(view)).toMatchObject({ ...asPosted, change: { by: expect.anything() } });
      expect(await foundIn(view)).toHaveLength(2);
    },
    LONG_MS,
  );

  it(
    'is an incident where the customer can read it, and shown as removed once it is gone',
    async () => {
      const { view, path } = await written();
      const properties = [{ key: 'sd.public.comment', value: { internal: false } }];
      await change(path, { body: parsed(await bodyOf(path)), properties });
      expect(await compared(view)).toMatchObject({ text: 'as-posted', readers: 'customer' });
      await compared(view, byGovernance);
      expect(await foundIn(view)).toEqual(['comment.changed app', 'incident.raised app']);
      const notices = (await trafficOf(site)).filter(({ path: at }) => at.endsWith('/notify'));
      expect(notices.map(({ status }) => status)).toEqual([204]);
      expect((await site.request(path, { as: 'admin-ada', method: 'DELETE' })).status).toBe(204);
      expect(await compared(view)).toMatchObject({ text: 'gone', lines: null });
      expect((await foundIn(view)).slice(2)).toEqual(['comment.changed app']);
    },
    LONG_MS,
  );

  it(
    'is not taken for as posted, nor for edited, once the texts are erased',
    async () => {
      const { view, path } = await written();
      await site.request('/_local/clock', { method: 'POST', body: { advance: 'P400D' } });
      await site.settle();
      await change(path, { body: paragraph('Approved by everybody.') });
      expect(await compared(view)).toMatchObject({ text: 'untold', why: 'erased', lines: null });
      expect(await foundIn(view)).toEqual([]);
    },
    LONG_MS,
  );

  it(
    'is compared for nobody who does not stand on its issue',
    async () => {
      const { view } = await written();
      expect(await compared(view, { ...ANA, issueKey: 'INC-2039' })).toBe('not-found');
      expect(await compared(view, { ...byGovernance, as: 'agent-ben' })).toBe('not-permitted');
      expect(await compared(view, { ...ANA, call: 'oversight.check-comment' })).toBe('unknown-call');
      expect(await compared(view, { ...ANA, as: 'outsider-oz' })).toMatch(/^site:/u);
      expect(await foundIn(view)).toEqual([]);
    },
    LONG_MS,
  );
});
