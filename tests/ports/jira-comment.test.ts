import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { toAdf } from '../../src/domain/writeback/adf';
import { describeJiraComment, type CommentChange } from '../../src/ports/suites/jira-comment.suite';
import { answersOf, portCodeOf } from './jira-answers';
import { useJiraSite } from './jira-site';

const site = useJiraSite();
const { watch, answer } = answersOf(site);

const StoredSchema = z.looseObject({ body: z.unknown() });

/** An edit in Jira sends the body along; the properties where the readers change. */
async function edit(
  issueId: string,
  commentId: string,
  { body, isPublic, isForAdmins }: CommentChange,
): Promise<void> {
  site.host().clock.advance(60_000);
  const path = `issue/${issueId}/comment/${commentId}`;
  const stored = StoredSchema.parse((await site.send('admin-ada', `GET ${path}`)).body);
  const internal = isPublic !== true;
  const { status } = await site.send('admin-ada', `PUT ${path}`, {
    body: body ?? stored.body,
    ...(isPublic === undefined ? {} : { properties: [{ key: 'sd.public.comment', value: { internal } }] }),
    ...(isForAdmins === true ? { visibility: { type: 'role', value: 'Administrators' } } : {}),
  });
  if (status !== 200) throw new Error(`the comment was not edited: ${status}`);
}

const issue = async (key: string) => ({ id: await site.idOf(key), projectType: 'service_desk' });

describeJiraComment('over the emulator', {
  byApp: site.asApp,
  byPerson: site.asUser,
  issues: async () => [await issue('INC-2041'), await issue('INC-2039')],
  edit,
  remove: async (issueId, commentId) => {
    await site.send('admin-ada', `DELETE issue/${issueId}/comment/${commentId}`);
  },
});

describe('reading one comment', () => {
  const mark = { handoffId: 'ho-00000000-0000-4000-8000-000000000001', purpose: 'write-back' };
  const body = toAdf([{ kind: 'text', text: 'Made by AI' }]);

  async function posted(key = 'INC-2041', projectType = 'service_desk') {
    const id = await site.idOf(key);
    const commentId = await site.asApp((jira) =>
      jira.addComment({ id, projectType }, body, { mark, audience: 'internal' }),
    );
    return { id, commentId };
  }
  const read = ({ id, commentId }: { id: string; commentId: string }) =>
    site.asUser('agent-ana', (jira) => jira.readComment(id, commentId));

  it('is one call', async () => {
    const at = await posted();
    const asked = watch();
    await read(at);
    expect(asked).toEqual([`GET issue/${at.id}/comment/${at.commentId}`]);
  });

  it('calls every comment of another kind of project public, as Jira does', async () => {
    expect((await read(await posted('ENH-2219', 'software')))?.isPublic).toBe(true);
  });

  it('leaves unsaid what Jira leaves unsaid, and names nobody whom Jira does not name', async () => {
    const at = await posted();
    const [created, updated] = ['2026-11-02T12:00:00.000+0000', '2026-11-02T14:00:00.000+0100'];
    answer(/\/comment\/\d+$/u, { body: { body, created, updated, visibility: null } });
    expect(await read(at)).toEqual({
      body,
      isPublic: null,
      isRestricted: false,
      change: { accountId: null, displayName: 'Somebody', at: '2026-11-02T13:00:00.000Z' },
    });
    const [same, moment] = ['2026-11-02T13:00:00.000+0100', '2026-11-02T12:00:00.000+0000'];
    answer(/\/comment\/\d+$/u, { body: { body, created: same, updated: moment } });
    expect((await read(at))?.change).toBeNull();
  });

  it('shows no invisible characters of a name', async () => {
    const at = await posted();
    const dates = { created: '2026-11-02T12:00:00.000+0000', updated: '2026-11-02T12:00:01.000+0000' };
    const updateAuthor = { accountId: 'agent-ben', displayName: 'Be\u{200b}n' };
    answer(/\/comment\/\d+$/u, { body: { body, ...dates, updateAuthor } });
    expect((await read(at))?.change).toMatchObject({ accountId: 'agent-ben', displayName: 'Ben' });
  });

  it('takes no failure and no other shape for a comment that is not there', async () => {
    const at = await posted();
    const created = '2026-11-02T12:00:00.000+0000';
    answer(/\/comment\/\d+$/u, { status: 503 });
    expect(await portCodeOf(read(at))).toBe('unavailable');
    answer(/\/comment\/\d+$/u, { body: { body } });
    expect(await portCodeOf(read(at))).toBe('unavailable');
    answer(/\/comment\/\d+$/u, { body: { body, created, updated: 'yesterday' } });
    expect(await portCodeOf(read(at))).toBe('unavailable');
  });
});
