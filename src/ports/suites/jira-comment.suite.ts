import { describe, expect, it } from '@jest/globals';
import { toAdf } from '../../domain/writeback/adf';
import { postedForm } from '../../domain/writeback/posted-form';
import type { CommentedIssue, JiraApp, JiraUser } from '../jira';

/** What `admin-ada` does to a comment in Jira's own screen. */
export interface CommentChange {
  readonly body?: unknown;
  readonly isPublic?: boolean;
  /** Whether administrators alone may read it, which neither `agent-ana` nor the app is. */
  readonly isForAdmins?: boolean;
}

/** A Jira with two issues, the first of a service project, both of which the people of the suite may browse but `outsider-oz`. */
export interface CommentStage {
  readonly byApp: <T>(body: (jira: JiraApp) => Promise<T>) => Promise<T>;
  readonly byPerson: <T>(accountId: string, body: (jira: JiraUser) => Promise<T>) => Promise<T>;
  readonly issues: () => Promise<readonly [CommentedIssue, CommentedIssue]>;
  /** A minute after whatever was before. */
  readonly edit: (issueId: string, commentId: string, change: CommentChange) => Promise<void>;
  readonly remove: (issueId: string, commentId: string) => Promise<void>;
}

const POSTED = toAdf([{ kind: 'text', text: 'Made by AI' }]);
const MARK = { handoffId: 'ho-00000000-0000-4000-8000-000000000001', purpose: 'write-back' };

/** What the fake and the adapter over the emulator both promise of one comment that the app wrote. */
export function describeJiraComment(name: string, stage: CommentStage): void {
  const { byApp, byPerson, issues, edit, remove } = stage;

  /** A posted comment, with its issue and the other one. */
  async function posted(audience: 'internal' | 'customer' = 'internal') {
    const [issue, other] = await issues();
    const commentId = await byApp((jira) => jira.addComment(issue, POSTED, { mark: MARK, audience }));
    const read = (who: string) => byPerson(who, (jira) => jira.readComment(issue.id, commentId));
    return { issueId: issue.id, otherId: other.id, commentId, read };
  }

  describe(`a comment that the app wrote, ${name}`, () => {
    it('is read as it was posted, by people and by the app, with no change named', async () => {
      const { issueId, commentId, read } = await posted();
      const own = await read('agent-ana');
      expect(own).toMatchObject({ isPublic: false, isRestricted: false, change: null });
      expect(postedForm(own?.body)).toBe(postedForm(POSTED));
      expect(await byApp((jira) => jira.readComment(issueId, commentId))).toEqual(own);
    });

    it('is public where it was written for the customer', async () => {
      const { read } = await posted('customer');
      expect((await read('agent-ana'))?.isPublic).toBe(true);
    });

    it('is read with the words of an edit, by whom and when', async () => {
      const { issueId, commentId, read } = await posted();
      const body = toAdf([{ kind: 'text', text: 'Made by nobody' }]);
      await edit(issueId, commentId, { body });
      const now = await read('agent-ana');
      expect(postedForm(now?.body)).toBe(postedForm(body));
      expect(now?.change).toMatchObject({
        accountId: 'admin-ada',
        displayName: expect.stringContaining('Ada'),
      });
      expect(now?.change?.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u);
      expect(now?.isPublic).toBe(false);
    });

    it('is read as public once somebody made it so', async () => {
      const { issueId, commentId, read } = await posted();
      await edit(issueId, commentId, { isPublic: true });
      expect(await read('agent-ana')).toMatchObject({
        isPublic: true,
        change: { accountId: 'admin-ada' },
      });
    });

    it('is null for whom it was restricted away from, the app too, and restricted for the others', async () => {
      const { issueId, commentId, read } = await posted();
      await edit(issueId, commentId, { isForAdmins: true });
      expect(await read('agent-ana')).toBeNull();
      expect(await byApp((jira) => jira.readComment(issueId, commentId))).toBeNull();
      expect(await read('admin-ada')).toMatchObject({ isRestricted: true });
    });

    it('is null once it was deleted, on another issue, and for who cannot browse its issue', async () => {
      const { issueId, otherId, commentId, read } = await posted();
      expect(await read('outsider-oz')).toBeNull();
      expect(await byPerson('agent-ana', (jira) => jira.readComment(otherId, commentId))).toBeNull();
      expect(await read('agent-ana')).not.toBeNull();
      await remove(issueId, commentId);
      expect(await read('agent-ana')).toBeNull();
      expect(await byApp((jira) => jira.readComment(issueId, commentId))).toBeNull();
    });
  });
}
