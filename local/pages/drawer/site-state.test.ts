import { describe, expect, it } from '@jest/globals';
import { toFault } from './site-state';

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
