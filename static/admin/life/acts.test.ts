import { describe, expect, it } from '@jest/globals';
import type { PolicyDraft } from '../../../src/contract/policy-life';
import { SIMULATION, viewOf } from '../../testing/admin-fixtures';
import { heldUp, nextAct, reasonsOf, type Act, type Standing } from './acts';

const standing = (part: Partial<Standing> = {}): Standing => ({
  view: viewOf(),
  versionInForce: 3,
  isDirty: false,
  isStale: false,
  isReadable: true,
  ...part,
});
const staged = (stage: PolicyDraft['stage']): Standing =>
  standing({ view: viewOf({ stage }, { simulation: SIMULATION }) });
const simulated = viewOf({}, { simulation: SIMULATION });

describe('nextAct', () => {
  it.each<readonly [string, Standing, Act | null]>([
    ['nothing is edited', standing({ view: null }), null],
    ['something is edited', standing({ view: null, isDirty: true }), 'Save draft'],
    ['edits cannot be read', standing({ view: null, isDirty: true, isReadable: false }), null],
    ['a draft is saved', standing(), 'Simulate'],
    [
      'the simulation is not done',
      standing({ view: viewOf({}, { simulation: { ...SIMULATION, phase: 'issues' } }) }),
      'Simulate',
    ],
    [
      'the simulation is of another base',
      standing({ view: viewOf({}, { simulation: { ...SIMULATION, baseVersion: 2 } }) }),
      'Simulate',
    ],
    ['a draft is simulated', standing({ view: simulated }), 'Submit for review'],
    ['another version came into force', standing({ view: simulated, versionInForce: 4 }), 'Save draft'],
    ['it waits for review', staged('submitted'), null],
    ['it is approved', staged('approved'), 'Publish'],
    ['it is on trial', staged('canary'), 'Publish'],
  ])('when %s', (_when, now, act) => {
    expect(nextAct(now)).toBe(act);
  });
});

describe('reasonsOf', () => {
  it.each<readonly [Act, Standing, string]>([
    [
      'Save draft',
      standing({ isDirty: true, isStale: true }),
      'Somebody else saved meanwhile. Choose what becomes of your edits first.',
    ],
    ['Save draft', staged('canary'), 'A draft on trial cannot be edited. Stop the canary first.'],
    [
      'Submit for review',
      standing({ view: viewOf({}, { changes: [] }) }),
      'It changes nothing of the policy in force.',
    ],
    [
      'Submit for review',
      standing({ view: viewOf({}, { problems: [{ path: '', level: 'error', message: 'x' }] }) }),
      'Mend 1 problem first.',
    ],
    [
      'Submit for review',
      standing({ view: viewOf({ change: ' ' }) }),
      'Say what changes and why, and save, first.',
    ],
    ['Submit for review', standing(), 'Simulate it first.'],
    ['Submit for review', staged('approved'), 'It is reviewed already.'],
    ['Publish', standing({ view: simulated }), 'Another admin has to review it first.'],
    ['Publish', staged('submitted'), 'Another admin has to approve it first.'],
    ['Publish', { ...staged('approved'), isDirty: true }, 'Save the draft, or drop your edits, first.'],
    [
      'Publish',
      { ...staged('approved'), versionInForce: 4 },
      'The policy in force changed meanwhile. Save the draft on top of it first.',
    ],
  ])('holds up %s', (act, now, why) => {
    expect(reasonsOf(now)[act]).toBe(why);
  });

  it('lets warnings pass', () => {
    const problems = [{ path: '', level: 'warning' as const, message: 'x' }];
    const view = viewOf({}, { simulation: SIMULATION, problems });
    expect(reasonsOf(standing({ view }))['Submit for review']).toBeNull();
  });

  it('says one reason once for all the acts that it holds up', () => {
    expect(heldUp(reasonsOf(standing({ view: null, isDirty: true })))).toEqual([
      { acts: ['Simulate', 'Submit for review', 'Publish'], why: 'Save the draft first.' },
    ]);
  });
});
