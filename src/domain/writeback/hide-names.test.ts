import { describe, expect, it } from '@jest/globals';
import { gateOf, withSeat } from '../handoff/handoff';
import { decisionOf, handoffOf, planOf, sourceOf } from '../testing';
import { hideNames } from './hide-names';

const person = (displayName: string) => ({ accountId: `id-of-${displayName}`, displayName });
const asked = (displayName: string, standsInFor: string | null = null) => ({
  ...person(displayName),
  standsInFor: standsInFor === null ? null : person(standsInFor),
});

const GATE = withSeat(
  gateOf(
    planOf('use', {
      approvers: [asked('Cho Park', 'Mia Lang')],
      backup: asked('Bo Lind'),
      others: [person('Sam Oka')],
    }),
  ),
  0,
  {
    decision: decisionOf('use', 'approve', { by: person('Eve Backup'), as: 'backup' }),
  },
);
const HANDOFF = handoffOf({ gates: [GATE] });

describe('hideNames', () => {
  it.each([
    ['the requester', 'Ana Silva'],
    ['the owner', 'Ben Fischer'],
    ['an approver', 'Cho Park'],
    ['whom an approver stands in for', 'Mia Lang'],
    ['a backup', 'Bo Lind'],
    ['another holder of the role', 'Sam Oka'],
    ['whoever decided', 'Eve Backup'],
    ['an author', 'Dee Author'],
  ])('hides %s', (_who, name) => {
    const sources = [sourceOf({ author: 'Dee Author' }), sourceOf({ number: 2, author: null })];
    expect(hideNames(`Ask ${name}, (${name}) or ${name}s.`, HANDOFF, sources)).toBe(
      `Ask [name], ([name]) or ${name}s.`,
    );
  });

  it('hides names of a gate without a backup and nobody else', () => {
    const gates = [gateOf(planOf('use', { backup: null }))];
    expect(hideNames('Cho Park and Bo Lind', handoffOf({ gates }), [])).toBe('[name] and Bo Lind');
  });

  it('takes the longest of several names, and each one literally', () => {
    const sources = [sourceOf({ author: 'Ben Fischer (Lyon)' }), sourceOf({ number: 2, author: '.*' })];
    expect(hideNames('Ben Fischer (Lyon) said so: a .* b', HANDOFF, sources)).toBe(
      '[name] said so: a [name] b',
    );
  });

  it('changes nothing where nobody has a name', () => {
    const nobody = handoffOf({ requester: person(' '), owner: person('') });
    expect(hideNames('All is well', nobody, [])).toBe('All is well');
  });
});
