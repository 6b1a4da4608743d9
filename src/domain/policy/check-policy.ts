import type { PolicyDocument } from '../../contract/policy';
import type { Problem } from '../../contract/policy-life';
import { checkDelegations, endedDelegations } from './check/check-delegations';
import { checkGates } from './check/check-gates';
import { checkGuardrails } from './check/check-guardrails';
import { checkIds } from './check/check-ids';
import { checkKinds } from './check/check-kinds';
import { checkPeople } from './check/check-people';
import { checkReach } from './check/check-reach';
import { checkRules } from './check/check-rules';
import { checkSettings } from './check/check-settings';
import { checkTemplates } from './check/check-templates';

/**
 * What is wrong with a document whose shape is right, each with its place and what to do (POL-04). Errors first; within a
 * level in the order of the checks. Knows neither Jira nor the time: people who left and a review that is due are found elsewhere.
 */
export function checkPolicy(document: PolicyDocument): readonly Problem[] {
  const problems = [
    ...checkIds(document),
    ...checkKinds(document),
    ...checkRules(document),
    ...checkPeople(document),
    ...checkDelegations(document),
    ...checkGates(document),
    ...checkSettings(document),
    ...checkGuardrails(document),
    ...checkTemplates(document),
    ...checkReach(document),
  ];
  return [
    ...problems.filter(({ level }) => level === 'error'),
    ...problems.filter(({ level }) => level === 'warning'),
  ];
}

/** The same at a moment (ISO 8601), which tells what is over by then too. */
export const checkPolicyAt = (document: PolicyDocument, at: string): readonly Problem[] => [
  ...checkPolicy(document),
  ...endedDelegations(document, at),
];
