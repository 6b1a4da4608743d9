import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { toAdf } from '../../src/domain/writeback/adf';
import { NO_FIELDS } from '../../src/ports/jira';
import type { JiraResponse } from '../../local/jira/jira-door';
import { useJiraSite } from './jira-site';

const site = useJiraSite();
const mark = { handoffId: 'ho-00000000-0000-4000-8000-000000000001', purpose: 'write-back' };
const body = toAdf([{ kind: 'text', text: 'Made by AI' }]);

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
      assigneeId: 'commander-cho',
      mark: { key: 'ai-handoff-approval', value: { handoffId: mark.handoffId, gate } },
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
      same: await jira.findApprovalSubtask(parentId, { handoffId, gate: 'run' }),
      otherGate: await jira.findApprovalSubtask(parentId, { handoffId, gate: 'use' }),
      otherHandoff: await jira.findApprovalSubtask(parentId, { handoffId: 'ho-2', gate: 'run' }),
    }));
    expect(found).toEqual({ same: subtask, otherGate: null, otherHandoff: null });
    expect(
      await site.asUser('commander-cho', (jira) => jira.readHeader(subtask.id, NO_FIELDS)),
    ).toMatchObject({
      parent: { id: parentId, key: 'INC-2041' },
      approvalMark: { handoffId, gate: 'run' },
      reading: { isSubtask: true },
    });
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

/** Jira as it must not be: the comment is public although it was sent as internal. */
const makePublic = (request: { method: string; path: string }, response: JiraResponse): JiraResponse => {
  const isPost = request.method === 'POST' && request.path.endsWith('/comment');
  const isObject = typeof response.body === 'object' && response.body !== null;
  return isPost && isObject ? { ...response, body: { ...response.body, jsdPublic: true } } : response;
};

describe('the comment', () => {
  it('is internal in a service project, by the app, and found by its mark', async () => {
    const id = await site.idOf('INC-2041');
    const issue = { id, projectType: 'service_desk' };
    const commentId = await site.asApp((jira) => jira.addInternalComment(issue, body, mark));
    const stored = CommentSchema.parse(
      (await site.send('agent-ana', `GET issue/${id}/comment/${commentId}`)).body,
    );
    expect(stored).toEqual({ jsdPublic: false, author: { accountType: 'app' } });
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
    const commentId = await site.asApp((jira) => jira.addInternalComment(issue, body, answer));
    expect(await site.asApp((jira) => jira.findMarkedComment(id, answer))).toBe(commentId);
    expect(await site.asApp((jira) => jira.findMarkedComment(id, mark))).toBeNull();
  });

  it('with the same mark by a person is not taken for the app’s', async () => {
    const id = await site.idOf('INC-2041');
    const properties = [{ key: 'ai-handoff', value: { handoffId: mark.handoffId } }];
    expect((await site.send('agent-ana', `POST issue/${id}/comment`, { body, properties })).status).toBe(201);
    expect(await site.asApp((jira) => jira.findMarkedComment(id, mark))).toBeNull();
  });

  it('that Jira made public is deleted and refused', async () => {
    const id = await site.idOf('INC-2041');
    site.host().tap(makePublic);
    const post = site.asApp((jira) =>
      jira.addInternalComment({ id, projectType: 'service_desk' }, body, mark),
    );
    await expect(post).rejects.toMatchObject({ code: 'refused' });
    expect(await site.asApp((jira) => jira.findMarkedComment(id, mark))).toBeNull();
  });

  it('that Jira made public and does not delete is refused too, so that no other try takes it for internal', async () => {
    const id = await site.idOf('INC-2041');
    site
      .host()
      .tap((request, response) =>
        request.method === 'DELETE' ? { status: 503, headers: {}, body: {} } : makePublic(request, response),
      );
    const post = site.asApp((jira) =>
      jira.addInternalComment({ id, projectType: 'service_desk' }, body, mark),
    );
    await expect(post).rejects.toMatchObject({ code: 'refused' });
  });

  it('in a software project is posted without a portal’s flag', async () => {
    const id = await site.idOf('ENH-2219');
    const commentId = await site.asApp((jira) =>
      jira.addInternalComment({ id, projectType: 'software' }, body, mark),
    );
    const flag = await site.send('agent-ana', `GET comment/${commentId}/properties/sd.public.comment`);
    expect(flag.status).toBe(404);
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
