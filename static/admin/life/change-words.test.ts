import { describe, expect, it } from '@jest/globals';
import { BO, CHO } from '../../testing/fixtures';
import { DOCUMENT, REPLAY } from '../../testing/admin-fixtures';
import { addReplays } from './add-replays';
import { placeTitle, sideInWords } from './change-words';
import { flipsInWords, isLooser, sharesInWords } from './tally-words';

describe('placeTitle', () => {
  it.each([
    ['rules/sev-1', 'Rule sev-1'],
    ['kinds/incident/offers', 'Kind of work Incidents: offers'],
    ['kinds', 'Order of the kinds of work'],
    ['approvers/incident-commander', 'Approver role Incident commander'],
    ['limits/approvalHours', 'Hours for an approval'],
    ['limits/perDay', 'Limits per day'],
    ['fieldMap/dataClass', 'Field map data class'],
    ['engineTier', 'Engine tier'],
    ['tiers/1/tokensPerDay', 'AI tier 1: tokens per day'],
    ['templates/vendor-packet', 'Template vendor-packet'],
    ['guardrails/onInjection', 'Where a source is in quarantine'],
    ['guardrails/denylist', 'Words kept out'],
    ['guardrails/denylist/project-name/pattern', 'Words kept out: project-name: pattern'],
    ['gates/backupAfterHours', 'Hours until the backup is asked'],
    ['gates/attention/maxQuickInARow', 'Quick approvals in a row at most'],
    ['gateStatuses/reject', 'Gate statuses reject'],
    ['gateStatuses/byProject/INC', 'Statuses in INC'],
    ['gateStatuses/byProject/INC/approve/1', 'Statuses in INC: approve'],
    [
      'delegations/commander-cho incident-commander 2026-11-01T08:00:00Z',
      'Delegation as incident commander, from 2026-11-01',
    ],
    ['delegations/commander-cho * 2026-11-01T08:00:00Z', 'Delegation in every role, from 2026-11-01'],
    ['delegations', 'Delegations'],
  ])('reads %s as %s', (place, title) => {
    expect(placeTitle(place)).toBe(title);
  });
});

describe('sideInWords', () => {
  it('says a rule as its sentence and its settings', () => {
    expect(sideInWords(JSON.stringify(DOCUMENT.rules[1]), [])).toEqual([
      'When data class is Confidential, then ask for approval before the AI runs, because confidential data is read only after its approver agrees.',
      'Limit “Confidential”, priority 20, category data',
    ]);
  });

  it('says people by their names, and nothing where nothing is', () => {
    expect(sideInWords(JSON.stringify(DOCUMENT.approvers[0]), [CHO, BO])).toEqual([
      'Role: incident-commander',
      'Chain: Cho Park, Bo Berg',
      'Backups: none',
      'Quorum: One person is asked and decides alone.',
    ]);
    expect(sideInWords(null, [])).toEqual([]);
    expect(sideInWords('true', [])).toEqual(['yes']);
    expect(sideInWords('false', [])).toEqual(['no']);
    expect(sideInWords('8', [])).toEqual(['8']);
  });
});

describe('what a replay found', () => {
  it('is added page by page', () => {
    const other = {
      ...REPLAY,
      byGroup: [
        { projectKey: 'INC', class: 'evidence-gathering' as const, looser: 1, stricter: 0 },
        { projectKey: 'REQ', class: 'evidence-gathering' as const, looser: 0, stricter: 3 },
      ],
    };
    expect(addReplays(REPLAY, other)).toEqual({
      decisions: {
        before: { total: 80, eligible: 40, approvalBound: 24, blocked: 16 },
        after: { total: 80, eligible: 42, approvalBound: 20, blocked: 18 },
      },
      issues: REPLAY.issues,
      looser: 4,
      stricter: 2,
      byGroup: [
        { projectKey: 'INC', class: 'evidence-gathering', looser: 3, stricter: 1 },
        { projectKey: 'REQ', class: 'evidence-gathering', looser: 0, stricter: 3 },
      ],
      flips: [...REPLAY.flips, ...REPLAY.flips],
    });
  });

  it('is said in words, and as shares only of something', () => {
    expect(flipsInWords(REPLAY)).toBe('2 decisions less careful, 1 decision more careful');
    expect(flipsInWords({ ...REPLAY, looser: 0, stricter: 0 })).toBe('nothing is decided otherwise');
    expect(REPLAY.flips.map(isLooser)).toEqual([true, false]);
    expect(sharesInWords(REPLAY.issues.before)).toBe('nothing to count');
  });
});
