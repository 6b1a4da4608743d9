import { describe, expect, it } from '@jest/globals';
import { toAdf } from '../../src/domain/writeback/adf';
import { NO_FIELDS } from '../../src/ports/jira';
import { useJiraSite } from './jira-site';

const site = useJiraSite();
const KEY = 'ai-handoff-audit-0-0';

describe('a property of an issue', () => {
  it('is null before it is set, what was set after, and null again when it was deleted', async () => {
    const id = await site.idOf('INC-2041');
    const value = { checkpoint: 0, page: 0, pages: 1, lines: ['{"a":"b"}'] };
    const seen = await site.asApp(async (jira) => {
      const before = await jira.issueProperty(id, KEY);
      await jira.setIssueProperty(id, KEY, value);
      const set = await jira.issueProperty(id, KEY);
      await jira.deleteIssueProperty(id, KEY);
      return [before, set, await jira.issueProperty(id, KEY)];
    });
    expect(seen).toEqual([null, value, null]);
  });

  it('may be deleted twice, and a failure that is none of seeing is raised', async () => {
    const id = await site.idOf('INC-2041');
    await site.asApp((jira) => jira.deleteIssueProperty(id, KEY));
    site.host().tap(() => ({ status: 503, headers: {}, body: {} }));
    await expect(site.asApp((jira) => jira.deleteIssueProperty(id, KEY))).rejects.toMatchObject({
      code: 'unavailable',
    });
    await expect(site.asApp((jira) => jira.issueProperty(id, KEY))).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  it('may be as long as a page of the feed', async () => {
    const id = await site.idOf('INC-2041');
    const value = { lines: ['x'.repeat(31_990)] };
    await site.asApp((jira) => jira.setIssueProperty(id, KEY, value));
    expect(await site.asApp((jira) => jira.issueProperty(id, KEY))).toEqual(value);
  });
});

describe('the issue for checkpoints', () => {
  it('is found by its key, and its comment by the checkpoint’s mark', async () => {
    const mark = { handoffId: 'checkpoint-3', purpose: 'checkpoint' };
    const body = toAdf([{ kind: 'text', text: 'Checkpoint 3' }]);
    const found = await site.asApp(async (jira) => {
      const header = await jira.readHeader('INC-2041', NO_FIELDS);
      if (header === null) throw new Error('the app cannot see INC-2041');
      const { id, projectType } = header.reading;
      const commentId = await jira.addComment({ id, projectType }, body, { mark, audience: 'internal' });
      return [
        commentId === (await jira.findMarkedComment(id, mark)),
        await jira.findMarkedComment(id, { ...mark, handoffId: 'checkpoint-4' }),
      ];
    });
    expect(found).toEqual([true, null]);
  });
});
