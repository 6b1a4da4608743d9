import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { KindRule, PolicyDocument } from '../../contract/policy';
import { DEFAULT_POLICY } from './default-policy';
import { kindRuleFor, nameOfValue, toFacts } from './facts';

const factsFrom = (fields: Readonly<Record<string, unknown>>, requester: string | null = 'agent-ana') =>
  toFacts(DEFAULT_POLICY, { projectKey: 'INC', issueType: 'Incident', fields }, requester);

describe('nameOfValue', () => {
  it.each([
    ['plain text', 'High', 'High'],
    ['an option', { value: 'High', name: 'other' }, 'High'],
    ['a named thing', { name: 'High' }, 'High'],
    ['an option without text', { value: 7, name: 'High' }, 'High'],
    ['empty text', '', null],
    ['an empty name', { name: '' }, null],
    ['nothing', null, null],
    ['a number', 5, null],
    ['a list', ['High'], null],
  ])('reads %s', (_case, value, expected) => {
    expect(nameOfValue(value)).toBe(expected);
  });

  it('takes only what a value holds itself', () => {
    expect(nameOfValue(Object.create({ name: 'High' }))).toBeNull();
  });
});

describe('toFacts', () => {
  it('takes the first field that holds a mapped value, whatever its case and spaces', () => {
    expect(factsFrom({ customfield_10050: { value: ' HIGH ' }, priority: { name: 'Low' } }).severity).toBe(
      'high',
    );
    expect(factsFrom({ customfield_10050: { value: 'Sev 9' }, priority: { name: 'Blocker' } }).severity).toBe(
      'critical',
    );
    expect(factsFrom({ customfield_10051: 'Public' }).dataClass).toBe('public');
  });

  it('leaves a value that is missing or not mapped unknown', () => {
    expect(factsFrom({ customfield_10051: { value: 'Top secret' } })).toMatchObject({
      severity: null,
      dataClass: null,
    });
  });

  it('takes the first named account that is not inactive as the owner', () => {
    const owner = { accountId: 'agent-ben' };
    expect(factsFrom({ customfield_10052: owner, assignee: { accountId: 'agent-ana' } }).ownerAccountId).toBe(
      'agent-ben',
    );
    expect(
      factsFrom({
        customfield_10052: { ...owner, active: false },
        assignee: { accountId: 'agent-ana', active: true },
      }).ownerAccountId,
    ).toBe('agent-ana');
    expect(factsFrom({ assignee: { accountId: '' } }).ownerAccountId).toBeNull();
    expect(factsFrom({ assignee: { accountId: 7 } }).ownerAccountId).toBeNull();
    expect(factsFrom({}).ownerAccountId).toBeNull();
  });

  it('makes the requester the owner only where the kind says so', () => {
    const bug = { projectKey: 'ABC', issueType: 'Bug', fields: { assignee: { accountId: 'agent-ben' } } };
    expect(toFacts(DEFAULT_POLICY, bug, 'agent-ana').ownerAccountId).toBe('agent-ana');
    expect(toFacts(DEFAULT_POLICY, bug, null).ownerAccountId).toBeNull();
    expect(factsFrom({}).ownerAccountId).toBeNull();
  });

  it('assumes nothing for an issue of no kind', () => {
    const odd = { projectKey: 'ZZZ', issueType: 'Odd', fields: {} };
    expect(toFacts(DEFAULT_POLICY, odd, 'agent-ana')).toEqual({
      projectKey: 'ZZZ',
      issueType: 'Odd',
      kind: null,
      severity: null,
      dataClass: null,
      ownerAccountId: null,
    });
  });

  it('takes any shape of a field without failing', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        factsFrom({
          customfield_10050: value,
          customfield_10051: value,
          customfield_10052: value,
          assignee: value,
        });
      }),
    );
  });
});

describe('kindRuleFor', () => {
  const [first] = DEFAULT_POLICY.kinds;
  const rule = (over: Partial<KindRule>): KindRule => {
    if (first === undefined) throw new Error('the default policy has no kinds');
    return { ...first, projects: [], issueTypes: [], ...over };
  };
  const policy = (...kinds: KindRule[]): PolicyDocument => ({ ...DEFAULT_POLICY, kinds });

  it('prefers the rule that names the project over one that names the type', () => {
    const byType = rule({ kind: 'software', issueTypes: ['Bug'] });
    const byProject = rule({ kind: 'incident', projects: ['INC'] });
    expect(kindRuleFor(policy(byType, byProject), 'INC', 'Bug')?.kind).toBe('incident');
    expect(kindRuleFor(policy(byType, byProject), 'ABC', ' bug ')?.kind).toBe('software');
  });

  it('takes a rule that names both only where both hold', () => {
    const both = rule({ kind: 'security', projects: ['SEC'], issueTypes: ['Review'] });
    expect(kindRuleFor(policy(both), 'SEC', 'Review')?.kind).toBe('security');
    expect(kindRuleFor(policy(both), 'SEC', 'Task')).toBeNull();
    expect(kindRuleFor(policy(both), 'ABC', 'Review')).toBeNull();
  });

  it('takes the first of several, and none that names nothing', () => {
    const one = rule({ kind: 'request', projects: ['REQ'] });
    const other = rule({ kind: 'security', projects: ['REQ'] });
    expect(kindRuleFor(policy(rule({}), one, other), 'REQ', 'Task')?.kind).toBe('request');
    expect(kindRuleFor(policy(rule({})), 'REQ', 'Task')).toBeNull();
  });

  it('compares project keys exactly', () => {
    expect(kindRuleFor(DEFAULT_POLICY, 'inc', 'Incident')).toBeNull();
  });
});
