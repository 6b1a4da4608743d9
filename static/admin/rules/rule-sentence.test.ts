import { describe, expect, it } from '@jest/globals';
import type { Condition, Effect } from '../../../src/contract/rule';
import { exactTime } from '../../elements/relative-time';
import { conditionInWords, effectInWords, ruleSentence } from './rule-sentence';

const FROM = '2026-12-24T12:00:00.000Z';
const TO = '2026-12-27T12:00:00.000Z';

describe('conditionInWords', () => {
  it.each<readonly [Condition, string]>([
    [{}, 'Always'],
    [{ kinds: ['incident', 'major'] }, 'When the work is incidents or major, then'],
    [{ projects: [] }, 'When the project is …, then'],
    [{ projects: ['INC', 'REQ', 'SEC'] }, 'When the project is INC, REQ or SEC, then'],
    [{ severities: ['high', 'unknown'] }, 'When severity is High or unknown, then'],
    [{ dataClasses: ['restricted'] }, 'When data class is Restricted, then'],
    [{ impacts: ['extensive'] }, 'When impact is Extensive, then'],
    [{ environments: ['production'] }, 'When environment is Production, then'],
    [{ customerFacing: ['yes'] }, 'When customer-facing is Yes, then'],
    [{ reversibilities: ['irreversible'] }, 'When its use is irreversible, then'],
    [{ operations: ['gather-evidence'] }, 'When the operation is “Gather evidence”, then'],
    [{ classes: ['ticket-write-back'] }, 'When the operation is ticket write-back support, then'],
    [{ leavesTeam: true }, 'When the output leaves the team, then'],
    [{ leavesTeam: false }, 'When the output stays in the team, then'],
    [{ requesterRoles: ['Administrators'] }, 'When the requester holds the role “Administrators”, then'],
    [{ labels: ['vip'] }, 'When a label is “vip”, then'],
    [{ components: ['Network'] }, 'When a component is “Network”, then'],
    [{ tierAbove: 1 }, 'When the AI tier is above 1, then'],
    [{ tierAtMost: 0 }, 'When the AI tier is at most 0, then'],
    [
      { during: [{ type: 'weekly', days: ['sat', 'sun'], from: '22:00', to: '06:00', timeZone: 'UTC' }] },
      'When it is during Sat, Sun 22:00–06:00 (UTC), then',
    ],
    [
      { outside: [{ type: 'once', from: FROM, to: TO }] },
      `When it is outside ${exactTime(FROM)} to ${exactTime(TO)}, then`,
    ],
    [
      { leavesTeam: true, severities: ['critical'] },
      'When severity is Critical and the output leaves the team, then',
    ],
  ])('says %j', (when, words) => {
    expect(conditionInWords(when)).toBe(words);
  });
});

describe('effectInWords', () => {
  it.each<readonly [Effect, string]>([
    [{ type: 'allow' }, 'allow'],
    [{ type: 'block' }, 'block'],
    [{ type: 'require-approval', gate: 'run' }, 'ask for approval before the AI runs'],
    [{ type: 'require-approval', gate: 'use' }, 'ask for approval before use'],
    [{ type: 'require-second-reviewer' }, 'ask for a second reviewer before use'],
    [{ type: 'cap-tier', tier: 1 }, 'use no AI tier above 1'],
    [{ type: 'redact' }, 'take personal data out before the AI reads'],
    [{ type: 'internal-only' }, 'keep the comment internal'],
    [{ type: 'sample', percent: 5 }, 'ask for approval before use of 5 in 100'],
  ])('says %j', (effect, words) => {
    expect(effectInWords(effect)).toBe(words);
  });
});

describe('ruleSentence', () => {
  it('ends with one full stop, whether the reason has one or not', () => {
    const rule = {
      id: 'rule-1',
      priority: 1,
      category: 'control' as const,
      when: {},
      effect: { type: 'block' as const },
      threshold: 'None',
    };
    expect(ruleSentence({ ...rule, because: 'It is late' })).toBe('Always block, because it is late.');
    expect(ruleSentence({ ...rule, because: 'It is late.' })).toBe('Always block, because it is late.');
  });

  it('leaves room for a reason that nobody has given yet', () => {
    const rule = {
      id: 'rule-1',
      priority: 1,
      category: 'control' as const,
      when: {},
      effect: { type: 'block' as const },
      threshold: 'None',
      because: ' ',
    };
    expect(ruleSentence(rule)).toBe('Always block, because …');
  });
});
