import { describe, expect, it } from '@jest/globals';
import { toAccount, toFault } from './site-state';

describe('toFault', () => {
  it('says what the fault does, where, and how often it still bites', () => {
    expect(
      toFault({ door: 'jira', mode: 'status', status: 503, match: '/comment', times: 2, left: 1 }),
    ).toEqual({
      title: 'status at jira, 503, where the path matches /comment',
      left: 1,
    });
    expect(toFault({ door: 'queue', mode: 'delay', delayMs: 50, left: null })).toEqual({
      title: 'delay at queue, 50 ms',
      left: undefined,
    });
  });
});

describe('toAccount', () => {
  it('reads an account and its status', () => {
    const ana = { accountId: 'agent-ana', displayName: 'Ana Ortiz', status: 'updated' };
    expect(toAccount({ ...ana, more: 1 })).toEqual([ana]);
    expect(toAccount({ accountId: 'agent-ana', status: 'closed' })).toEqual([
      { accountId: 'agent-ana', displayName: 'agent-ana', status: 'closed' },
    ]);
  });

  it('reads none without an id or of an unknown status', () => {
    expect([{ status: 'closed' }, { accountId: 'a', status: 'open' }, null].flatMap(toAccount)).toEqual([]);
  });
});
