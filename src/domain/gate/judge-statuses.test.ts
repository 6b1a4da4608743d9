import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { statusesFor, verdictOfStatus } from './judge-decision';

describe('verdictOfStatus', () => {
  it.each([
    ['Approved', 'approve'],
    [' APPROVED ', 'approve'],
    ['rejected', 'reject'],
    ['Escalated', 'escalate'],
    ['Done', null],
    ['Approved by automation', null],
    ['', null],
  ])('reads %j as %s', (status, verdict) => {
    expect(verdictOfStatus(status, DEFAULT_POLICY.gateStatuses)).toBe(verdict);
  });

  it('takes a status that means two things as the more careful one', () => {
    const statuses = { approve: ['Closed'], reject: ['Closed'], escalate: ['Closed'] };
    expect(verdictOfStatus('Closed', statuses)).toBe('reject');
    expect(verdictOfStatus('Closed', { ...statuses, reject: ['No'] })).toBe('escalate');
  });
});

describe('statusesFor', () => {
  const own = { projectKey: 'SEC', approve: ['Go'], reject: ['No go'], escalate: ['Up'] };
  const statuses = { ...DEFAULT_POLICY.gateStatuses, byProject: [own] };

  it('replaces the names of every project by a project’s own', () => {
    expect(verdictOfStatus('Go', statusesFor(statuses, 'SEC'))).toBe('approve');
    expect(verdictOfStatus('Approved', statusesFor(statuses, 'SEC'))).toBeNull();
  });

  it('leaves other projects as they are', () => {
    expect(verdictOfStatus('Approved', statusesFor(statuses, 'INC'))).toBe('approve');
    expect(verdictOfStatus('Go', statusesFor(statuses, 'INC'))).toBeNull();
  });
});
