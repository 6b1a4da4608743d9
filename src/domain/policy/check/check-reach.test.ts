import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument } from '../../../contract/policy';
import type { Condition, Effect } from '../../../contract/rule';
import { checkPolicy } from '../check-policy';
import { kindOf, ruleOf, sampleDocument, tierOf } from '../policy-samples';
import { found, once, sound, weekly, withBypass, withKind, withRule } from './testing';

describe('checkPolicy on gates and kinds that nothing reaches', () => {
  const task = { offers: ['draft-status-note' as const], recommended: null, approverRole: null };

  it('takes the role of an operation for its approver', () => {
    expect(
      found(withKind({ ...task, approverRoles: [{ operation: 'draft-status-note', role: 'lead' }] })),
    ).toEqual([]);
  });

  it('asks for nobody where a rule does not always hold, or holds elsewhere', () => {
    const gate: Effect = { type: 'require-approval', gate: 'run' };
    for (const when of [{ labels: ['x'] }, { kinds: ['novelty'] }, { projects: ['NEW'] }]) {
      const rules = [
        ...sound.rules.filter(({ id }) => id !== 'task-2'),
        ruleOf({ id: 'task-3', when: { classes: ['drafting-and-summaries'] }, effect: { type: 'allow' } }),
        ruleOf({ id: 'gate-1', when, effect: gate }),
      ];
      expect(found({ ...withKind(task), rules })).toEqual([]);
    }
  });

  it('warns of a second reviewer with nobody to approve', () => {
    const over = {
      ...withKind({ approverRole: null }),
      ...withRule({ kinds: ['third'] }, { type: 'require-second-reviewer' }),
    };
    expect(found(over)).toEqual(['warning kinds.2.approverRole']);
  });

  it.each([
    ['severity', 'sev-1'],
    ['data class', 'data-1'],
    ['AI tier', 'tier-1'],
    ['task', 'task-1'],
  ])('says that nothing speaks for the %s', (subject, id) => {
    const problems = checkPolicy(sampleDocument({ rules: sound.rules.filter((rule) => rule.id !== id) }));
    expect(problems[0]).toEqual({
      path: 'kinds.0.offers',
      level: 'warning',
      message: `Everything on novelty is blocked: no rule allows its ${subject}. Add a rule that does.`,
    });
  });

  it('counts a rule of other projects only for kinds that could be there', () => {
    const limited = (projects: readonly string[]) =>
      found({
        rules: sound.rules.map((rule) =>
          rule.id === 'task-1' ? { ...rule, when: { ...rule.when, projects: [...projects] } } : rule,
        ),
      });
    expect(limited(['OTHER'])).toEqual(['warning kinds.0.offers']);
    expect(limited(['OTHER', 'NEW'])).toEqual([]);
  });

  it('counts a rule with projects for a kind that names none', () => {
    const everywhere = kindOf({ projects: [], issueTypes: ['Bug'] });
    const rules = sound.rules.map((rule) =>
      rule.id === 'task-1' ? { ...rule, when: { projects: ['OTHER'] } } : rule,
    );
    expect(found({ kinds: [everywhere], rules })).toEqual([]);
  });

  it.each([
    [{ tierAbove: 0 }, 0, 2],
    [{ tierAbove: 0 }, 1, 0],
    [{ tierAtMost: 0 }, 0, 0],
    [{ tierAtMost: 0 }, 1, 2],
  ])('counts a rule on tiers %p at tier %i for %i kinds in vain', (when, engineTier, count) => {
    const rules = sound.rules.map((rule) => (rule.id === 'tier-1' ? { ...rule, when } : rule));
    const tiers = [tierOf({ tier: 1, models: ['small'] })];
    expect(found({ rules, engineTier, tiers })).toHaveLength(count);
  });

  it('counts a tier only where it is asked for', () => {
    expect(
      found({
        engineTier: 2,
        tiers: [tierOf({ tier: 2, models: ['big'] }), tierOf({ tier: 1, models: ['small'] })],
      }),
    ).toEqual(['warning kinds.0.offers', 'warning kinds.1.offers']);
  });
});

describe('checkPolicy on an allow under a block', () => {
  const allowed: Condition = {
    kinds: ['novelty'],
    labels: ['AI'],
    severities: ['low'],
    leavesTeam: false,
    tierAtMost: 2,
    tierAbove: 0,
    during: [weekly],
    outside: [once],
  };
  const under = (block: Condition, allow: Condition = allowed, over: Partial<PolicyDocument> = {}) =>
    found({
      rules: [
        ...sound.rules,
        ruleOf({ id: 'extra-1', when: allow, effect: { type: 'allow' } }),
        ruleOf({ id: 'extra-2', when: block }),
      ],
      ...over,
    }).filter((problem) => problem === 'warning rules.6');

  it.each<readonly [string, Condition]>([
    ['the same', allowed],
    ['everything', { labels: ['ai', 'x'] }],
    ['more kinds', { ...allowed, kinds: ['novelty', 'drafting'] }],
    ['more severities', { ...allowed, severities: ['low', 'unknown'] }],
    ['more tiers', { ...allowed, tierAtMost: 3, tierAbove: 0 }],
    ['more windows', { ...allowed, during: [once, weekly] }],
    ['fewer exceptions', { during: [weekly] }],
  ])('warns where the block says %s', (_what, block) => {
    expect(under(block)).toEqual(['warning rules.6']);
  });

  it.each<readonly [string, Condition]>([
    ['other kinds', { ...allowed, kinds: ['drafting'] }],
    ['a part more', { ...allowed, components: ['x'] }],
    ['the opposite', { ...allowed, leavesTeam: true }],
    ['fewer tiers below', { ...allowed, tierAtMost: 1 }],
    ['fewer tiers above', { ...allowed, tierAbove: 1 }],
    ['another window', { ...allowed, during: [once] }],
    ['more exceptions', { ...allowed, outside: [once, weekly] }],
  ])('says nothing where the block says %s', (_what, block) => {
    expect(under(block)).toEqual([]);
  });

  it.each<readonly [string, Condition]>([
    ['a tier at most', { tierAtMost: 3 }],
    ['a tier above', { tierAbove: 0 }],
    ['an exception', { outside: [once] }],
  ])('says nothing where only the block names %s', (_what, block) => {
    expect(under(block, {})).toEqual([]);
  });

  it('says nothing where a bypass lifts the block', () => {
    expect(under(allowed, allowed, withBypass({ ruleIds: ['extra-2'] }))).toEqual([]);
    expect(under(allowed, allowed, withBypass({ ruleIds: ['data-2'] }))).toEqual(['warning rules.6']);
  });
});
