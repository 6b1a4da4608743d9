import type { Decision, Reason } from '../../contract/decision';
import type { Source } from '../../contract/output';
import type { GuardrailSettings } from '../../contract/policy';

/** The reason that stands for words in a source that speak to an AI. No rule of a policy may take the id. */
export const GUARD_RULE = 'guard-1';

function reasonFor(numbers: readonly number[], effect: Reason['effect']): Reason {
  const isOne = numbers.length === 1;
  return {
    ruleId: GUARD_RULE,
    category: 'control',
    subject: 'policy',
    effect,
    observed: `${isOne ? 'Source' : 'Sources'} ${numbers.join(', ')} ${isOne ? 'speaks' : 'speak'} to an AI`,
    threshold: 'No source that speaks to an AI',
    because:
      effect === 'block'
        ? 'Words in a source tell an AI what to do, and the policy stops the hand-off then.'
        : 'Words in a source tell an AI what to do. No engine reads them, and a person approves the use of what comes out.',
  };
}

/**
 * A decision made more careful by sources in quarantine: the use gate opens, or the hand-off is blocked where the policy says so
 * (INJ-01). The same decision where no source is in quarantine or it blocks already. Nothing is ever made less careful.
 */
export function raiseCare(
  decision: Decision,
  sources: readonly Source[],
  { onInjection }: Pick<GuardrailSettings, 'onInjection'>,
): Decision {
  const numbers = sources.filter(({ quarantine }) => quarantine !== null).map(({ number }) => number);
  if (numbers.length === 0 || decision.outcome === 'blocked') return decision;
  const isBlocked = onInjection === 'block';
  const reason = reasonFor(numbers, isBlocked ? 'block' : 'require-use-approval');
  const raised = { ...decision, reasons: [...decision.reasons, reason] };
  if (!isBlocked)
    return {
      ...raised,
      outcome: 'approval-bound',
      gates: decision.gates.includes('run') ? ['run', 'use'] : ['use'],
    };
  const change = `${GUARD_RULE}: ${reason.observed}; its words would have to be taken out.`;
  return { ...raised, outcome: 'blocked', gates: [], whatWouldChangeIt: change };
}
