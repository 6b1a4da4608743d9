import { describe, expect, it } from '@jest/globals';
import { ANA_REF, byApp, byCho, CHO_REF, entryOf, TRAIL } from '../testing/audit-fixtures';
import { SEAL } from '../testing/fixtures';
import { evidenceIn, postedIn, releasesIn } from './answers';

const DECIDED = {
  gate: 'run',
  verdict: 'approve',
  via: 'panel',
  reason: 'none',
  changeId: null,
  decidedAt: '2026-11-18T08:00:00.000Z',
} as const;

describe('releasesIn', () => {
  it('names the reviewer and the approver with role and the time of the decision', () => {
    expect(releasesIn(TRAIL).map(({ ref, role, did, at }) => [ref, role, did, at])).toEqual([
      [ANA_REF, 'owner', 'accepted the output', '2026-11-18T09:20:00.000Z'],
      [CHO_REF, 'incident-commander', 'approved the use of the output', '2026-11-18T09:30:00.000Z'],
    ]);
  });

  it('names who approved the run', () => {
    expect(releasesIn([entryOf('approval.decided', DECIDED, byCho)])).toMatchObject([
      { did: 'approved the run', at: DECIDED.decidedAt },
    ]);
  });

  it('takes nothing that let nothing out, and nothing of the app itself', () => {
    expect(
      releasesIn([
        entryOf('output.reviewed', {
          verdict: 'reject',
          reason: 'other',
          struck: '',
          edited: '',
          overrides: 0,
        }),
        entryOf('approval.decided', { ...DECIDED, verdict: 'escalate' }, byCho),
        entryOf('approval.ignored', {
          gate: 'use',
          verdict: 'approve',
          via: 'transition',
          why: 'x',
          changeId: null,
        }),
        entryOf('approval.decided', DECIDED, byApp),
      ]),
    ).toEqual([]);
  });
});

describe('postedIn and evidenceIn', () => {
  it('take the comment, the counts, the seal and the versions from the trail', () => {
    expect(postedIn(TRAIL)).toEqual({ commentId: '10099', at: '2026-11-18T09:31:00.000Z' });
    expect(evidenceIn(TRAIL)).toMatchObject({ claims: 15, grounded: 14, sources: 9, seal: SEAL });
    expect(evidenceIn(TRAIL)?.versions.policy).toBe(3);
  });

  it('take the last run where there was more than one', () => {
    const [, , run] = TRAIL;
    if (run?.event !== 'run.finished') throw new Error('The fixture has no run.');
    expect(evidenceIn([...TRAIL, { ...run, details: { ...run.details, grounded: 3 } }])?.grounded).toBe(3);
  });

  it('are null where nothing ran or was posted', () => {
    expect(postedIn(TRAIL.slice(0, 2))).toBeNull();
    expect(evidenceIn(TRAIL.slice(0, 2))).toBeNull();
  });
});
