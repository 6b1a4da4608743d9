import { describe, expect, it } from '@jest/globals';
import { DOCUMENT } from '../../testing/admin-fixtures';
import { problemPlace } from './problem-list';

const GIVEN = {
  ...DOCUMENT,
  gateStatuses: {
    ...DOCUMENT.gateStatuses,
    byProject: [{ projectKey: 'OPS', approve: ['a'], reject: ['b'], escalate: ['c'] }],
  },
  delegations: [
    {
      from: 'commander-cho',
      to: 'backup-bo',
      role: 'incident-commander',
      since: '2026-11-01T08:00:00Z',
      until: '2026-11-08T08:00:00Z',
      because: 'Away',
    },
  ],
};

describe('problemPlace', () => {
  it.each([
    ['', 'The policy'],
    ['rules.1.because', 'Rule data-2: because'],
    ['rules.9.because', 'Rule 9: because'],
    ['kinds.0.offers', 'Kind of work Incidents: offers'],
    ['kinds', 'Kinds of work'],
    ['approvers.0.chain', 'Approver role Incident commander: chain'],
    ['limits.runMinutes', 'Minutes of a run at most'],
    ['reviewBy', 'Review by'],
    ['gates.attention.maxQuickInARow', 'Quick approvals in a row at most'],
    ['gateStatuses.approve.0', 'Gate statuses approve: 0'],
    ['gateStatuses.byProject.0.reject.1', 'Statuses in OPS: reject'],
    ['gateStatuses.byProject.7.reject.1', 'Statuses in 7: reject'],
    ['gateStatuses.byProject', 'Gate statuses by project'],
    ['delegations.0.until', 'Delegation as incident commander, from 2026-11-01: until'],
    ['delegations', 'Delegations'],
    ['templates.0.items', 'Template vendor-packet: items'],
    ['tiers.0.maxOutputTokens', 'AI tier 1: max output tokens'],
    ['guardrails.denylist.0.pattern', 'Words kept out: project-name: pattern'],
    ['guardrails.denylist.9.pattern', 'Words kept out: 9: pattern'],
    ['guardrails.denylist', 'Words kept out'],
  ])('reads %j as %s', (path, words) => {
    expect(problemPlace(GIVEN, path)).toBe(words);
  });
});
