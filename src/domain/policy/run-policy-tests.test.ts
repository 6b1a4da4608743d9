import { describe, expect, it } from '@jest/globals';
import type { PolicyTest } from '../../contract/policy';
import { inForce, inputOf } from '../testing';
import { compile } from './compile';
import { DEFAULT_POLICY } from './default-policy';
import { sampleDocument } from './policy-samples';
import { runPolicyTests } from './run-policy-tests';

const facts = { ...inputOf().facts, projectKey: 'NEW', kind: 'novelty' };
const testOf = (name: string, expected: PolicyTest['expect']): PolicyTest => ({
  name,
  input: inputOf({ operation: 'gather-evidence', facts }),
  expect: expected,
});
const resultsOf = (tests: PolicyTest[]) => runPolicyTests(compile(inForce(sampleDocument({ tests }))));

describe('runPolicyTests', () => {
  it('passes the tests that ship with the default policy', () => {
    const results = runPolicyTests(compile(inForce(DEFAULT_POLICY)));
    expect(results.map(({ name }) => name)).toEqual(DEFAULT_POLICY.tests.map(({ name }) => name));
    expect(results.filter(({ passed, why }) => !passed || why !== '')).toEqual([]);
  });

  it('passes a case whose outcome and rules hold', () => {
    expect(resultsOf([testOf('holds', { outcome: 'eligible', rules: ['sev-1', 'task-1'] })])).toEqual([
      { name: 'holds', passed: true, why: '' },
    ]);
  });

  it('says what was decided instead', () => {
    const results = resultsOf([
      testOf('outcome', { outcome: 'blocked', rules: ['sev-1'] }),
      testOf('rules', { outcome: 'eligible', rules: ['sev-1', 'data-2', 'data-9'] }),
      testOf('both', { outcome: 'approval-bound', rules: ['task-2'] }),
    ]);
    const fired = 'Fired: data-1, sev-1, task-1, tier-1.';
    expect(results).toEqual([
      { name: 'outcome', passed: false, why: `It is eligible, not blocked. ${fired}` },
      { name: 'rules', passed: false, why: `Expected to fire and did not: data-2, data-9. ${fired}` },
      {
        name: 'both',
        passed: false,
        why: `It is eligible, not approval-bound. Expected to fire and did not: task-2. ${fired}`,
      },
    ]);
  });

  it('gives nothing for a document without tests', () => {
    expect(resultsOf([])).toEqual([]);
  });
});
