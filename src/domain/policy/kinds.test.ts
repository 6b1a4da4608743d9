import { describe, expect, it } from '@jest/globals';
import type { KindRule, PolicyDocument } from '../../contract/policy';
import { DEFAULT_POLICY } from './default-policy';
import { kindRuleFor } from './kinds';

const incident = (fields: Readonly<Record<string, unknown>>) => ({
  projectKey: 'INC',
  issueType: 'Incident',
  fields,
});
const [first] = DEFAULT_POLICY.kinds;
const kindOf = (over: Partial<KindRule>): KindRule => {
  if (first === undefined) throw new Error('the default policy has no kinds');
  return { ...first, projects: [], ...over };
};
const withKinds = (...kinds: KindRule[]): PolicyDocument => ({
  ...DEFAULT_POLICY,
  fieldMap: { ...DEFAULT_POLICY.fieldMap, requestType: ['customfield_10010', 'customfield_10011'] },
  kinds,
});

describe('kindRuleFor', () => {
  const kindFor = (document: PolicyDocument, issue: Parameters<typeof kindRuleFor>[1]) =>
    kindRuleFor(document, issue)?.kind ?? null;

  it('takes the first kind that covers the issue, and none that names nothing', () => {
    const one = kindOf({ kind: 'one', issueTypes: ['incident'] });
    const two = kindOf({ kind: 'two', projects: ['INC'] });
    expect(kindFor(withKinds(kindOf({ kind: 'none' }), one, two), incident({}))).toBe('one');
    expect(kindFor(withKinds(two, one), incident({}))).toBe('two');
    expect(kindFor(withKinds(kindOf({})), incident({}))).toBeNull();
  });

  it.each([
    ['projects', { projects: ['OPS', 'INC'] }, { projects: ['OPS'] }],
    ['issue types', { issueTypes: ['Bug', ' INCIDENT '] }, { issueTypes: ['Bug'] }],
    ['request types', { requestTypes: ['get access'] }, { requestTypes: ['Report a fault'] }],
    ['labels', { labels: ['VIP'] }, { labels: ['vi'] }],
    ['a condition', { jql: 'priority = High' }, { jql: 'priority = Low' }],
    ['a condition that can be read', { jql: 'labels = vip' }, { jql: 'labels =' }],
  ])('knows %s', (_part, holding, other) => {
    const issue = incident({
      customfield_10010: null,
      customfield_10011: { requestType: { name: 'Get access' } },
      labels: ['vip'],
      priority: { name: 'High' },
    });
    expect(kindFor(withKinds(kindOf({ kind: 'one', ...holding })), issue)).toBe('one');
    expect(kindFor(withKinds(kindOf({ kind: 'one', ...other })), issue)).toBeNull();
    const both = kindOf({ kind: 'one', projects: ['INC'], ...holding });
    expect(kindFor(withKinds(both), issue)).toBe('one');
    expect(kindFor(withKinds(both), { ...issue, projectKey: 'ZZZ' })).toBeNull();
  });

  it('is not met by labels or a request type that were not read', () => {
    expect(kindFor(withKinds(kindOf({ labels: ['vip'] })), incident({}))).toBeNull();
    expect(kindFor(withKinds(kindOf({ requestTypes: ['Get access'] })), incident({}))).toBeNull();
  });

  it('compares project keys exactly', () => {
    expect(kindFor(DEFAULT_POLICY, { ...incident({}), projectKey: 'inc' })).toBeNull();
  });
});
