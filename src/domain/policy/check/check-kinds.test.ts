import { describe, expect, it } from '@jest/globals';
import { checkPolicy } from '../check-policy';
import { sampleDocument } from '../policy-samples';
import { found, sound, withKind, type Case } from './testing';

describe('checkKinds', () => {
  it.each<Case>([
    ['covers nothing', withKind({ projects: [] }), ['error kinds.2.projects']],
    [
      'waits for a request type that no field carries',
      { ...withKind({ requestTypes: ['Access'] }), fieldMap: { ...sound.fieldMap, requestType: [] } },
      ['error kinds.2.requestTypes'],
    ],
    ['has a condition that cannot be read', withKind({ jql: 'priority =' }), ['error kinds.2.jql']],
    ['offers nothing', withKind({ offers: [], recommended: null }), ['error kinds.2.offers']],
    [
      'recommends what it does not offer',
      withKind({ recommended: 'compare-baseline' }),
      ['error kinds.2.recommended'],
    ],
    ['names a role that nobody holds', withKind({ approverRole: 'boss' }), ['error kinds.2.approverRole']],
    [
      'names a role for an operation that nobody holds',
      withKind({ approverRoles: [{ operation: 'gather-evidence', role: 'boss' }] }),
      ['error kinds.2.approverRoles.0.role'],
    ],
    [
      'has a role for what it does not offer',
      withKind({ approverRoles: [{ operation: 'compare-baseline', role: 'lead' }] }),
      ['warning kinds.2.approverRoles.0.operation'],
    ],
    [
      'has a gate and nobody to approve',
      withKind({ offers: ['draft-status-note'], recommended: null, approverRole: null }),
      ['warning kinds.2.approverRole'],
    ],
    [
      'no rule allows',
      withKind({ offers: ['prepare-validation-packet'], recommended: null }),
      ['warning kinds.2.offers', 'warning owners'],
    ],
  ])('finds a kind that %s', (_what, over, problems) => {
    expect([...found(over)].sort()).toEqual([...problems].sort());
  });

  it('says where a condition cannot be read', () => {
    const [problem] = checkPolicy(sampleDocument(withKind({ jql: 'priority = ' })));
    expect(problem?.message).toMatch(/^Character 12:/u);
  });
});
