import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { toAdf } from '../../src/domain/writeback/adf';
import { NO_FIELDS } from '../../src/ports/jira';
import type { JiraResponse } from '../../local/jira/jira-door';
import { useJiraSite } from './jira-site';

const site = useJiraSite();
const mark = { handoffId: 'ho-00000000-0000-4000-8000-000000000001', purpose: 'write-back' };
const body = toAdf([{ kind: 'text', text: 'Made by AI' }]);

const approver = 'commander-cho';

async function subtaskOn(key: string, gate = 'run') {
  const parentId = await site.idOf(key);
  return site.asApp(async (jira) => {
    const parent = await jira.readHeader(parentId, NO_FIELDS);
    const type = await jira.subtaskType(parent?.reading.projectKey ?? '');
    return jira.createSubtask({
      parentId,
      projectId: parent?.reading.projectId ?? '',
      issueTypeId: type?.id ?? '',
      summary: 'Approve this AI run',
      description: body,
      assigneeId: approver,
      mark: { key: 'ai-handoff-approval', value: { handoffId: mark.handoffId, gate, approvers: [approver] } },
    });
  });
}

describe('the approval subtask', () => {
  it('has a type where the project offers one, and none elsewhere', async () => {
    const types = await site.asApp((jira) =>
      Promise.all(['INC', 'OPS', 'NONE'].map((key) => jira.subtaskType(key))),
    );
    expect(types).toEqual([{ id: '10006', name: 'Approval' }, null, null]);
  });

  it('is created under its parent with its mark, and found by it', async () => {
    const subtask = await subtaskOn('INC-2041');
    const parentId = await site.idOf('INC-2041');
    const { handoffId } = mark;
    const found = await site.asApp(async (jira) => ({
      same: await jira.findApprovalSubtask(parentId, { handoffId, gate: 'run', approver }),
      otherGate: await jira.findApprovalSubtask(parentId, { handoffId, gate: 'use', approver }),
      otherHandoff: await jira.findApprovalSubtask(parentId, { handoffId: 'ho-2', gate: 'run', approver }),
      otherSeat: await jira.findApprovalSubtask(parentId, { handoffId, gate: 'run', approver: 'backup-bo' }),
    }));
    expect(found).toEqual({ same: subtask, otherGate: null, otherHandoff: null, otherSeat: null });
    expect(
      await site.asUser('commander-cho', (jira) => jira.readHeader(subtask.id, NO_FIELDS)),
    ).toMatchObject({
      parent: { id: parentId, key: 'INC-2041' },
      approvalMark: { handoffId, gate: 'run' },
      reading: { isSubtask: true },
    });
  });

  it('is not taken for the app’s own when somebody else made it with the same property', async () => {
    const parentId = await site.idOf('INC-2039');
    const made = await site.send('agent-ana', 'POST issue', {
      fields: {
        project: { key: 'INC' },
        parent: { key: 'INC-2039' },
        issuetype: { id: '10006' },
        summary: 'Harmless, please approve',
      },
      properties: [
        {
          key: 'ai-handoff-approval',
          value: { handoffId: mark.handoffId, gate: 'run', approvers: [approver] },
        },
      ],
    });
    expect(made.status).toBe(201);
    const wanted = { handoffId: mark.handoffId, gate: 'run', approver };
    expect(await site.asApp((jira) => jira.findApprovalSubtask(parentId, wanted))).toBeNull();
  });

  it('moves as the person who decides, which the changelog proves', async () => {
    const { id } = await subtaskOn('INC-2041');
    expect(await site.asApp((jira) => jira.statusChanges(id))).toEqual([]);
    expect(await site.asUser('commander-cho', (jira) => jira.transitionTo(id, ['approved']))).toBe(true);
    expect(await site.asApp((jira) => jira.statusChanges(id))).toMatchObject([
      { accountId: 'commander-cho', toStatus: 'Approved', at: expect.stringMatching(/Z$/u) },
    ]);
  });

  it('does not move where no transition leads to that status', async () => {
    const { id } = await subtaskOn('INC-2041');
    expect(await site.asUser('commander-cho', (jira) => jira.transitionTo(id, ['Nowhere']))).toBe(false);
    expect(await site.asUser('auditor-ava', (jira) => jira.transitionTo(id, ['Approved']))).toBe(false);
    expect(await site.asApp((jira) => jira.statusChanges(id))).toEqual([]);
  });

  it('does not move for a person who cannot see it', async () => {
    const { id } = await subtaskOn('INC-2041');
    await expect(
      site.asUser('outsider-oz', (jira) => jira.transitionTo(id, ['Approved'])),
    ).rejects.toMatchObject({
      code: 'not-visible',
    });
  });

  it('keeps the order and the authors of several moves, and reads no other field as a status', async () => {
    const { id } = await subtaskOn('INC-2041');
    await site.send('agent-ana', `PUT issue/${id}`, { fields: { summary: 'Approved' } });
    await site.asUser('agent-ana', (jira) => jira.transitionTo(id, ['Approved']));
    await site.asUser('agent-ben', (jira) => jira.transitionTo(id, ['Waiting for approval']));
    await site.asUser('backup-bo', (jira) => jira.transitionTo(id, ['Rejected']));
    const changes = await site.asApp((jira) => jira.statusChanges(id));
    expect(changes.map(({ accountId, toStatus }) => `${accountId} ${toStatus}`)).toEqual([
      'agent-ana Approved',
      'agent-ben Waiting for approval',
      'backup-bo Rejected',
    ]);
    expect(new Set(changes.map((change) => change.changeId)).size).toBe(3);
  });
});

const CommentSchema = z.object({ jsdPublic: z.boolean(), author: z.object({ accountType: z.string() }) });

const isPost = (request: { method: string; path: string }): boolean =>
  request.method === 'POST' && request.path.endsWith('/comment');

/** Jira as it must not be: it says this of a comment's readers whatever was sent; undefined leaves it unsaid. */
const saying =
  (jsdPublic: boolean | undefined) =>
  (request: { method: string; path: string }, response: JiraResponse): JiraResponse => {
    const isObject = typeof response.body === 'object' && response.body !== null;
    if (!isPost(request) || !isObject) return response;
    const { jsdPublic: _said, ...body } = response.body as Readonly<Record<string, unknown>>;
    return { ...response, body: jsdPublic === undefined ? body : { ...body, jsdPublic } };
  };

const internal = { mark, audience: 'internal' } as const;
const forCustomer = { mark, audience: 'customer' } as const;

async function commentsOf(id: string): Promise<readonly string[]> {
  const { body: found } = await site.send('agent-ana', `GET issue/${id}/comment?maxResults=100`);
  return z
    .object({ comments: z.array(z.object({ id: z.string() })) })
    .parse(found)
    .comments.map((comment) => comment.id);
}

async function storedComment(issueId: string, commentId: string): Promise<z.infer<typeof CommentSchema>> {
  const { body: found } = await site.send('agent-ana', `GET issue/${issueId}/comment/${commentId}`);
  return CommentSchema.parse(found);
}

describe('the comment', () => {
  it('is internal in a service project, by the app, and found by its mark', async () => {
    const id = await site.idOf('INC-2041');
    const issue = { id, projectType: 'service_desk' };
    const commentId = await site.asApp((jira) => jira.addComment(issue, body, internal));
    expect(await storedComment(id, commentId)).toEqual({ jsdPublic: false, author: { accountType: 'app' } });
    const property = await site.send('agent-ana', `GET comment/${commentId}/properties/ai-handoff`);
    expect(property.body).toMatchObject({ value: { handoffId: mark.handoffId } });
    const found = await site.asApp(async (jira) => [
      await jira.findMarkedComment(id, mark),
      await jira.findMarkedComment(id, { ...mark, handoffId: 'ho-2' }),
      await jira.findMarkedComment(id, { ...mark, purpose: 'answer-7' }),
    ]);
    expect(found).toEqual([commentId, null, null]);
  });

  it('of an answer has a mark of its own', async () => {
    const id = await site.idOf('INC-2041');
    const answer = { ...mark, purpose: 'answer-7' };
    const issue = { id, projectType: 'service_desk' };
    const commentId = await site.asApp((jira) =>
      jira.addComment(issue, body, { mark: answer, audience: 'internal' }),
    );
    expect(await site.asApp((jira) => jira.findMarkedComment(id, answer))).toBe(commentId);
    expect(await site.asApp((jira) => jira.findMarkedComment(id, mark))).toBeNull();
  });

  it('with the same mark by a person is not taken for the app’s', async () => {
    const id = await site.idOf('INC-2041');
    const properties = [{ key: 'ai-handoff', value: { handoffId: mark.handoffId } }];
    expect((await site.send('agent-ana', `POST issue/${id}/comment`, { body, properties })).status).toBe(201);
    expect(await site.asApp((jira) => jira.findMarkedComment(id, mark))).toBeNull();
  });

  it('in a software project is posted without a portal’s flag', async () => {
    const id = await site.idOf('ENH-2219');
    const commentId = await site.asApp((jira) =>
      jira.addComment({ id, projectType: 'software' }, body, internal),
    );
    const flag = await site.send('agent-ana', `GET comment/${commentId}/properties/sd.public.comment`);
    expect(flag.status).toBe(404);
  });
});

describe('the comment for a customer', () => {
  it('is public in a service project, by the app, and found by its mark', async () => {
    const id = await site.idOf('INC-2041');
    const issue = { id, projectType: 'service_desk' };
    const commentId = await site.asApp((jira) => jira.addComment(issue, body, forCustomer));
    expect(await storedComment(id, commentId)).toEqual({ jsdPublic: true, author: { accountType: 'app' } });
    expect(await site.asApp((jira) => jira.findMarkedComment(id, mark))).toBe(commentId);
    await site.asApp((jira) => jira.checkComment(issue, commentId, 'customer'));
  });

  it('is refused outside a service project before anything is posted', async () => {
    const id = await site.idOf('ENH-2219');
    const before = await commentsOf(id);
    const post = site.asApp((jira) => jira.addComment({ id, projectType: 'software' }, body, forCustomer));
    await expect(post).rejects.toMatchObject({ name: 'PortError', code: 'refused' });
    expect(await commentsOf(id)).toEqual(before);
  });

  it.each([false, undefined])(
    'of which Jira says jsdPublic: %s is raised by its id, and stays',
    async (said) => {
      const id = await site.idOf('INC-2041');
      site.host().tap(saying(said));
      const error: unknown = await site
        .asApp((jira) => jira.addComment({ id, projectType: 'service_desk' }, body, forCustomer))
        .catch((e: unknown) => e);
      const commentId = await site.asApp((jira) => jira.findMarkedComment(id, mark));
      expect(commentId).not.toBeNull();
      expect(error).toMatchObject({ code: 'refused', commentId });
      expect(error).not.toHaveProperty('isDeleted');
    },
  );
});

describe('an internal comment', () => {
  it.each([true, undefined])('of which Jira says jsdPublic: %s is deleted and raised', async (said) => {
    const id = await site.idOf('INC-2041');
    const before = await commentsOf(id);
    site.host().tap(saying(said));
    const post = site.asApp((jira) => jira.addComment({ id, projectType: 'service_desk' }, body, internal));
    await expect(post).rejects.toMatchObject({
      code: 'refused',
      commentId: expect.stringMatching(/^\d+$/u),
      isDeleted: true,
    });
    expect(await commentsOf(id)).toEqual(before);
  });

  it.each([403, 404, 503])(
    'that Jira made public and, with %i, does not delete is raised as such',
    async (status) => {
      const id = await site.idOf('INC-2041');
      site
        .host()
        .tap((request, response) =>
          request.method === 'DELETE' ? { status, headers: {}, body: {} } : saying(true)(request, response),
        );
      const post = site.asApp((jira) => jira.addComment({ id, projectType: 'service_desk' }, body, internal));
      await expect(post).rejects.toMatchObject({ code: 'refused', isDeleted: false });
    },
  );

  it('of an earlier try is looked at again: a public one is deleted and raised, an internal one is well', async () => {
    const id = await site.idOf('INC-2041');
    const issue = { id, projectType: 'service_desk' };
    const other = { ...internal, mark: { ...mark, handoffId: 'ho-2' } };
    const open = await site.asApp((jira) => jira.addComment(issue, body, forCustomer));
    const closed = await site.asApp((jira) => jira.addComment(issue, body, other));
    await site.asApp((jira) => jira.checkComment(issue, closed, 'internal'));
    await expect(site.asApp((jira) => jira.checkComment(issue, open, 'internal'))).rejects.toMatchObject({
      commentId: open,
      isDeleted: true,
    });
    expect(await commentsOf(id)).not.toContain(open);
    expect(await commentsOf(id)).toContain(closed);
    await expect(site.asApp((jira) => jira.checkComment(issue, closed, 'customer'))).rejects.toMatchObject({
      code: 'refused',
      commentId: closed,
    });
  });
});

describe('a call that Jira does not take', () => {
  it.each([
    [404, 'not-visible'],
    [403, 'not-visible'],
    [409, 'conflict'],
    [429, 'rate-limited'],
    [400, 'refused'],
    [503, 'unavailable'],
  ])('with %i is %s', async (status, code) => {
    const id = await site.idOf('INC-2041');
    site.host().tap(() => ({ status, headers: {}, body: { errorMessages: ['secret text'] } }));
    const error: unknown = await site
      .asApp((jira) => jira.setIssueProperty(id, 'ai-handoff', {}))
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ name: 'PortError', code });
    expect(String(error)).not.toContain('secret text');
  });

  it('with another shape is unavailable, never half used', async () => {
    const id = await site.idOf('INC-2041');
    site.host().tap(() => ({ status: 200, headers: {}, body: { surprise: true } }));
    await expect(site.asApp((jira) => jira.statusChanges(id))).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('the issue property', () => {
  it('is set on the issue, and a repeat replaces it', async () => {
    const id = await site.idOf('INC-2041');
    await site.asApp(async (jira) => {
      await jira.setIssueProperty(id, 'ai-handoff', { state: 'queued' });
      await jira.setIssueProperty(id, 'ai-handoff', { state: 'running' });
    });
    const property = await site.send('agent-ana', `GET issue/${id}/properties/ai-handoff`);
    expect(property.body).toMatchObject({ value: { state: 'running' } });
  });
});
