import { describe, expect, it } from '@jest/globals';
import { ruleOf } from '../policy-samples';
import { bypass, found, once, sound, weekly, withBypass, withRule, type Case } from './testing';

describe('checkRules', () => {
  it.each<Case>([
    [
      'names a kind that is not there',
      withRule({ kinds: ['novelty', 'nothing'] }),
      ['error rules.6.when.kinds'],
    ],
    [
      'allows a missing value',
      withRule({ severities: ['low', 'unknown'], dataClasses: ['unknown'] }, { type: 'allow' }),
      ['error rules.6.when.severities', 'error rules.6.when.dataClasses'],
    ],
    [
      'allows another missing value',
      withRule(
        { impacts: ['unknown'], environments: ['unknown'], customerFacing: ['unknown'] },
        { type: 'allow' },
      ),
      ['error rules.6.when.impacts', 'error rules.6.when.environments', 'error rules.6.when.customerFacing'],
    ],
    [
      'caps above what is asked for',
      withRule({}, { type: 'cap-tier', tier: 1 }),
      ['warning rules.6.effect.tier'],
    ],
    [
      'contradicts itself on tiers',
      withRule({ tierAbove: 1, tierAtMost: 1 }),
      ['warning rules.6.when.tierAbove'],
    ],
    ['asks for a tier above the highest', withRule({ tierAbove: 3 }), ['warning rules.6.when.tierAbove']],
    [
      'names an operation of another class',
      withRule({ operations: ['gather-evidence'], classes: ['ticket-write-back'] }),
      ['warning rules.6.when'],
    ],
    [
      'names an operation that can be taken back',
      withRule({ operations: ['gather-evidence'], reversibilities: ['irreversible'] }),
      ['warning rules.6.when'],
    ],
    [
      'names an operation that stays in the team',
      withRule({ operations: ['gather-evidence'], leavesTeam: true }),
      ['warning rules.6.when'],
    ],
    [
      'ends its week as it begins',
      withRule({ during: [weekly, { ...weekly, to: '22:00' }] }),
      ['error rules.6.when.during.1.to'],
    ],
    [
      'names no time zone',
      withRule({ outside: [{ ...weekly, timeZone: 'Europe/Atlantis' }] }),
      ['error rules.6.when.outside.0.timeZone'],
    ],
    [
      'ends before it begins',
      withRule({ during: [{ ...once, to: once.from }] }),
      ['error rules.6.when.during.0.to'],
    ],
    [
      'is called like a control',
      { rules: [...sound.rules, ruleOf({ id: 'owner-1', when: { labels: ['x'] } })] },
      ['error rules.6.id'],
    ],
  ])('finds a rule that %s', (_what, over, problems) => {
    expect(found(over)).toEqual(problems);
  });

  it.each<Case>([
    ['ends as it begins', withBypass({ until: bypass.from }), ['error bypasses.0.until']],
    [
      'lasts a second more than 14 days',
      withBypass({ until: '2026-11-16T12:00:01Z' }),
      ['error bypasses.0.until'],
    ],
    [
      'names a rule that is not there',
      withBypass({ ruleIds: ['data-2', 'data-9'] }),
      ['error bypasses.0.ruleIds.1'],
    ],
    [
      'names a control beside the rules',
      withBypass({ ruleIds: ['owner-1'] }),
      ['error bypasses.0.ruleIds.0'],
    ],
    ['lifts a rule that does not block', withBypass({ ruleIds: ['sev-1'] }), ['error bypasses.0.ruleIds.0']],
  ])('finds a bypass that %s', (_what, over, problems) => {
    expect(found(over)).toEqual(problems);
  });
});
