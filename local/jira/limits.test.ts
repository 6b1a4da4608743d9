import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../forge/limits';
import { createTestSite } from './testing';

const { send } = createTestSite();
const statusOf = async (request: string, body: unknown): Promise<number> =>
  (await send('agent-ana', request, body)).status;

describe('what Jira takes at once', () => {
  it('is a property key of 255 characters and not 256', async () => {
    const key = 'k'.repeat(LIMITS.jiraPropertyKey.value);
    expect(LIMITS.jiraPropertyKey.value).toBe(255);
    expect(await statusOf(`PUT issue/INC-2041/properties/${key}`, 1)).toBe(201);
    expect(await statusOf(`PUT issue/INC-2041/properties/${key}k`, 1)).toBe(400);
  });

  it('is 1,000 comments by id and not 1,001', async () => {
    const ids = (count: number) => ({ ids: Array.from({ length: count }, (_none, index) => index + 1) });
    expect(await statusOf('POST comment/list', ids(1_000))).toBe(200);
    expect(await statusOf('POST comment/list', ids(1_001))).toBe(400);
  });

  it.each(['issues', 'projects'])('is a permission check of 1,000 %s and not 1,001', async (kind) => {
    const check = (count: number) => ({
      projectPermissions: [
        {
          permissions: ['BROWSE_PROJECTS'],
          [kind]: Array.from({ length: count }, (_none, index) => index + 1),
        },
      ],
    });
    expect(await statusOf('POST permissions/check', check(1_000))).toBe(200);
    expect(await statusOf('POST permissions/check', check(1_001))).toBe(400);
  });
});
