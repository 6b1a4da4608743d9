import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FactsSchema } from '../../contract/decision';
import type { KindRule, PolicyDocument } from '../../contract/policy';
import { ObservationSchema } from '../../contract/policy-life';
import { DEFAULT_POLICY } from './default-policy';
import { fieldsRead, nameOfValue, observe, toFacts, type Requester } from './facts';

const ANA: Requester = { accountId: 'agent-ana', roles: ['Service Desk Team'] };
const MAPPED: PolicyDocument = {
  ...DEFAULT_POLICY,
  fieldMap: {
    ...DEFAULT_POLICY.fieldMap,
    impact: [
      { field: 'customfield_10070', values: { 'Extensive / Widespread': 'extensive', Minor: 'minor' } },
    ],
    environment: [{ field: 'customfield_10071', values: { Live: 'production', Test: 'non-production' } }],
    customerFacing: [{ field: 'labels', values: { 'customer-facing': 'yes', internal: 'no' } }],
    requestType: ['customfield_10010', 'customfield_10011'],
  },
};
const incident = (fields: Readonly<Record<string, unknown>>) => ({
  projectKey: 'INC',
  issueType: 'Incident',
  fields,
});
const factsFrom = (fields: Readonly<Record<string, unknown>>, requester = ANA) =>
  toFacts(MAPPED, incident(fields), requester);

const [first] = DEFAULT_POLICY.kinds;
const kindOf = (over: Partial<KindRule>): KindRule => {
  if (first === undefined) throw new Error('the default policy has no kinds');
  return { ...first, projects: [], ...over };
};
const withKinds = (...kinds: KindRule[]): PolicyDocument => ({ ...MAPPED, kinds });

describe('nameOfValue', () => {
  it.each([
    ['plain text', 'High', 'High'],
    ['an option', { value: 'High', name: 'other' }, 'High'],
    ['a named thing', { name: 'High' }, 'High'],
    ['an option without text', { value: 7, name: 'High' }, 'High'],
    ['a request type', { requestType: { id: '5', name: 'Get access' } }, 'Get access'],
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
    expect(factsFrom({ customfield_10070: { value: 'extensive / widespread' } }).impact).toBe('extensive');
    expect(factsFrom({ customfield_10071: { value: 'live' } }).environment).toBe('production');
  });

  it('leaves a value that is missing or not mapped unknown', () => {
    expect(factsFrom({ customfield_10051: { value: 'Top secret' } })).toMatchObject({
      severity: null,
      dataClass: null,
      impact: null,
      environment: null,
      customerFacing: null,
    });
  });

  it('does not find a mapped value by the name of a property that every object has', () => {
    expect(factsFrom({ customfield_10051: 'constructor', customfield_10050: '__proto__' })).toMatchObject({
      severity: null,
      dataClass: null,
    });
  });

  it('reads a field of several values, and leaves two mapped ones unknown (R152)', () => {
    const several = (...values: string[]) =>
      factsFrom({ customfield_10050: values.map((value) => ({ value })), priority: { name: 'Low' } })
        .severity;
    expect(several('High')).toBe('high');
    expect(several('High', 'high')).toBe('high');
    expect(several('High', 'Low')).toBeNull();
    expect(several('Low', 'Sev 9')).toBeNull();
    expect(several()).toBe('low');
  });

  it('picks mapped names from the labels, which hold others as well', () => {
    expect(factsFrom({ labels: ['x', 'Customer-Facing'] }).customerFacing).toBe('yes');
    expect(factsFrom({ labels: ['internal', 'customer-facing'] }).customerFacing).toBeNull();
    expect(factsFrom({ labels: ['x'] }).customerFacing).toBeNull();
  });

  it('assumes what the kind says only where no field says anything', () => {
    const document = withKinds(
      kindOf({
        projects: ['INC'],
        assumedSeverity: 'medium',
        assumedDataClass: 'internal',
        assumedImpact: 'moderate',
        assumedEnvironment: 'production',
        assumedCustomerFacing: 'no',
      }),
    );
    const read = (fields: Readonly<Record<string, unknown>>) => toFacts(document, incident(fields), ANA);
    const assumed = {
      severity: 'medium',
      dataClass: 'internal',
      impact: 'moderate',
      environment: 'production',
      customerFacing: 'no',
    };
    expect(read({})).toMatchObject(assumed);
    expect(read({ customfield_10051: null, labels: ['x'] })).toMatchObject(assumed);
    expect(read({ customfield_10051: 'Restricted' }).dataClass).toBe('restricted');
    expect(read({ customfield_10051: 'Top secret' }).dataClass).toBeNull();
    expect(read({ customfield_10050: ['Low', 'Critical'] }).severity).toBeNull();
    expect(read({ labels: ['internal', 'customer-facing'] }).customerFacing).toBeNull();
  });

  it('takes the first named account that is not inactive as the owner', () => {
    const owner = { accountId: 'agent-ben' };
    const assignee = { accountId: 'agent-ana', active: true };
    expect(factsFrom({ customfield_10052: owner, assignee }).ownerAccountId).toBe('agent-ben');
    expect(factsFrom({ customfield_10052: { ...owner, active: false }, assignee }).ownerAccountId).toBe(
      'agent-ana',
    );
    expect(factsFrom({ customfield_10052: [owner], assignee }).ownerAccountId).toBe('agent-ben');
    expect(factsFrom({ customfield_10052: [owner, owner], assignee }).ownerAccountId).toBe('agent-ben');
    expect(factsFrom({ assignee: { accountId: '' } }).ownerAccountId).toBeNull();
    expect(factsFrom({ assignee: { accountId: 7 } }).ownerAccountId).toBeNull();
    expect(factsFrom({}).ownerAccountId).toBeNull();
  });

  it('takes nobody from a field that names two people', () => {
    const two = [{ accountId: 'agent-ben' }, { accountId: 'agent-ana' }];
    expect(
      factsFrom({ customfield_10052: two, assignee: { accountId: 'agent-ana' } }).ownerAccountId,
    ).toBeNull();
  });

  it('makes the requester the owner only where the kind says so', () => {
    const bug = { projectKey: 'ABC', issueType: 'Bug', fields: { assignee: { accountId: 'agent-ben' } } };
    expect(toFacts(DEFAULT_POLICY, bug, ANA).ownerAccountId).toBe('agent-ana');
    expect(toFacts(DEFAULT_POLICY, bug, { accountId: null, roles: null }).ownerAccountId).toBeNull();
    expect(factsFrom({}).ownerAccountId).toBeNull();
  });

  it('carries labels, components and the requester’s roles by name, and null where they were not read', () => {
    expect(factsFrom({ labels: ['a', 'b'], components: [{ name: 'Payments' }] })).toMatchObject({
      labels: ['a', 'b'],
      components: ['Payments'],
      requesterRoles: ['Service Desk Team'],
    });
    expect(factsFrom({ labels: [], components: [] })).toMatchObject({ labels: [], components: [] });
    expect(factsFrom({ labels: null }, { accountId: 'agent-ana', roles: null })).toMatchObject({
      labels: null,
      components: null,
      requesterRoles: null,
    });
  });

  it('takes more names than the contract does as unknown, for some would be left out', () => {
    const many = Array.from({ length: 201 }, (_, number) => `label-${number}`);
    expect(factsFrom({ labels: many }).labels).toBeNull();
    expect(factsFrom({ labels: many.slice(1) }).labels).toHaveLength(200);
    expect(factsFrom({ labels: ['x'.repeat(256)] }).labels).toBeNull();
    expect(factsFrom({ labels: ['x'.repeat(255)] }).labels).toHaveLength(1);
  });

  it('assumes nothing for an issue of no kind', () => {
    const odd = { projectKey: 'ZZZ', issueType: 'Odd', fields: {} };
    expect(toFacts(DEFAULT_POLICY, odd, { accountId: 'agent-ana', roles: [] })).toEqual({
      projectKey: 'ZZZ',
      issueType: 'Odd',
      kind: null,
      severity: null,
      dataClass: null,
      impact: null,
      environment: null,
      customerFacing: null,
      ownerAccountId: null,
      requesterRoles: [],
      labels: null,
      components: null,
    });
  });

  it('takes any shape of a field without failing', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const fields = [
          'customfield_10050',
          'customfield_10052',
          'customfield_10010',
          'labels',
          'components',
        ];
        FactsSchema.parse(factsFrom(Object.fromEntries(fields.map((field) => [field, value]))));
      }),
    );
  });
});

describe('observe', () => {
  const seen = (fields: Readonly<Record<string, unknown>>, document = MAPPED) =>
    new Map(observe(document, incident(fields), ANA).map((one) => [one.input, ObservationSchema.parse(one)]));

  it('says which field carried an input, what it said and what it became', () => {
    const found = seen({
      customfield_10050: { value: 'Sev 9' },
      priority: { name: 'Blocker' },
      customfield_10051: ['Public', 'Internal'],
      customfield_10052: { accountId: 'agent-ben' },
      labels: ['a', 'b'],
    });
    const plain = { isAssumed: false };
    expect(found.get('kind')).toEqual({ input: 'kind', field: null, raw: null, value: 'incident', ...plain });
    expect(found.get('severity')).toMatchObject({
      field: 'priority',
      raw: 'Blocker',
      value: 'critical',
      ...plain,
    });
    expect(found.get('dataClass')).toMatchObject({
      field: 'customfield_10051',
      raw: 'Public, Internal',
      value: null,
    });
    expect(found.get('owner')).toMatchObject({ field: 'customfield_10052', value: 'agent-ben' });
    expect(found.get('labels')).toMatchObject({ field: 'labels', raw: 'a, b', value: 'a, b' });
    expect(found.get('components')).toMatchObject({ field: null, raw: null, value: null });
    expect(found.get('requesterRoles')).toMatchObject({ field: null, value: 'Service Desk Team' });
  });

  it('shows what could not be mapped, and what was assumed', () => {
    expect(seen({ customfield_10051: 'Top secret' }).get('dataClass')).toMatchObject({
      field: 'customfield_10051',
      raw: 'Top secret',
      value: null,
      isAssumed: false,
    });
    const assuming = withKinds(
      kindOf({ projects: ['INC'], assumedDataClass: 'internal', ownerIsRequester: true }),
    );
    expect(seen({}, assuming).get('dataClass')).toMatchObject({
      field: null,
      value: 'internal',
      isAssumed: true,
    });
    expect(seen({}, assuming).get('owner')).toMatchObject({
      field: null,
      value: 'agent-ana',
      isAssumed: true,
    });
    expect(seen({}, assuming).get('severity')).toMatchObject({ value: null, isAssumed: false });
  });

  it('names every input that facts are made of', () => {
    expect([...seen({}).keys()]).toEqual(ObservationSchema.shape.input.options);
  });
});

describe('fieldsRead', () => {
  it('names every field once: mapped ones, labels, components and those of a condition', () => {
    const document = withKinds(
      kindOf({ jql: 'cf[10099] = x and priority = High' }),
      kindOf({ jql: 'broken =' }),
      kindOf({}),
    );
    expect([...fieldsRead(document)].sort()).toEqual(
      [
        'assignee',
        'components',
        'customfield_10010',
        'customfield_10011',
        'customfield_10050',
        'customfield_10051',
        'customfield_10052',
        'customfield_10070',
        'customfield_10071',
        'customfield_10099',
        'labels',
        'priority',
      ].sort(),
    );
  });
});
