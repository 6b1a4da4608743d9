import { describe, expect, it } from '@jest/globals';
import type { PolicyDocument } from '../../contract/policy';
import type { DraftView } from '../../contract/policy-life';
import { compile } from '../../domain/policy/compile';
import { decide } from '../../domain/policy/decide';
import { toFacts } from '../../domain/policy/facts';
import type { DecisionRecord } from '../../ports/decision-log';
import { callerOn, createBench, entriesIn, type Bench } from '../testing/bench';
import { ada, max, onTrial, published, save, simulateAll, withReviewHours } from '../testing/policy-acts';
import { expectSilentRefusal } from '../testing/refusal';
import { compareCanary } from './compare-canary';
import { simulate } from './simulate';

const OPERATION = 'gather-diagnostics';

/** A policy that blocks everything in INC. */
const blockingInc = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  rules: [
    ...document.rules,
    {
      id: 'no-inc-1',
      priority: 1,
      category: 'control',
      when: { projects: ['INC'] },
      effect: { type: 'block' },
      because: 'INC is closed to AI',
      threshold: 'never',
    },
  ],
});

/** What the policy in force says of the operation in a project, as it is recorded. */
function recordOf(bench: Bench, issueKey: string, over: { at?: string; policyVersion?: number } = {}): DecisionRecord {
  const { policy } = bench.memory;
  const at = over.at ?? bench.clock.now();
  const fields = { ...bench.world };
  void fields;
  const facts = toFacts(
    policy.document,
    {
      projectKey: issueKey.slice(0, issueKey.indexOf('-')),
      issueType: 'Incident',
      fields: { customfield_10050: { value: 'High' }, customfield_10051: { value: 'Internal' } },
    },
    { accountId: 'agent-ana', roles: null },
  );
  const input = {
    operation: OPERATION,
    facts: { ...facts, ownerAccountId: 'somebody' },
    at,
    draw: 50,
    stopped: [],
    bypassIds: [],
  } as const;
  const decided = decide(compile(policy), { ...input, stopped: [], bypassIds: [] });
  return {
    issueKey,
    input: { ...input, stopped: [], bypassIds: [] },
    outcome: decided.outcome,
    policyVersion: over.policyVersion ?? policy.version,
  };
}
