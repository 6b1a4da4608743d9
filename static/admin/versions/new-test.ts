import type { CallOutput } from '../../../src/contract/calls';
import type { Decision } from '../../../src/contract/decision';
import type { PolicyTest } from '../../../src/contract/policy';
import type { ExecutionClass } from '../../../src/contract/vocabulary';

const MOST_RULES = 20;
const FIRST_DRAW = 0;
const LAST_DRAW = 99;

interface TriedDecision {
  readonly tried: CallOutput<'admin.try-issue'>;
  readonly decision: Decision;
  readonly class: ExecutionClass;
  /** When it was tried: ISO 8601, UTC. */
  readonly at: string;
}

/**
 * A policy test from a decision on an issue that was tried: the facts as they were read, and what was made of them. The draw,
 * the stopped class and the bypass are those under which the same decision comes out again.
 */
export function testFrom({ tried, decision, class: operationClass, at }: TriedDecision): PolicyTest {
  const ids = [...new Set(decision.reasons.map(({ ruleId }) => ruleId))];
  return {
    name: `${tried.issueKey}: ${decision.operation} is ${decision.outcome}`,
    input: {
      operation: decision.operation,
      facts: tried.facts,
      at,
      draw: decision.reasons.some(({ effect }) => effect === 'sample') ? FIRST_DRAW : LAST_DRAW,
      stopped: ids.includes('owners-1') ? [operationClass] : [],
      bypassIds: decision.bypassId === null ? [] : [decision.bypassId],
    },
    expect: { outcome: decision.outcome, rules: ids.slice(0, MOST_RULES) },
  };
}
