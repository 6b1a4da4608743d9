import type { Facts } from '../../contract/decision';
import type {
  DataClass,
  Environment,
  Impact,
  OperationId,
  Reversibility,
  Risk,
  Severity,
  StepId,
} from '../../contract/vocabulary';
import { operationOf, type OperationDefinition } from '../operations/catalogue';

/** How much one thing adds: 0 nothing, 1 some, 2 much, 3 the most. */
type Weight = 0 | 1 | 2 | 3;

/** A weight for each value of a closed list, and for one that is not known: one step milder than the most careful (R152). */
type Weights<T extends string> = Readonly<Record<T | 'unknown', Weight>>;

const SEVERITY: Weights<Severity> = {
  low: 0,
  medium: 0,
  high: 1,
  critical: 2,
  unknown: 1,
};
const DATA_CLASS: Weights<DataClass> = {
  public: 0,
  internal: 0,
  confidential: 2,
  restricted: 3,
  unknown: 2,
};
const IMPACT: Weights<Impact> = {
  minor: 0,
  moderate: 0,
  significant: 1,
  extensive: 2,
  unknown: 1,
};
/** What serves users now, and what customers meet, raises every risk by a step; it makes none of the highest by itself. */
const ENVIRONMENT: Weights<Environment> = {
  'non-production': 0,
  production: 1,
  unknown: 0,
};
const CUSTOMERS: Weights<'yes' | 'no'> = { no: 0, yes: 1, unknown: 0 };

/** How far the use of the output can be taken back (R149). */
const REVERSIBILITY: Readonly<Record<Reversibility, Weight>> = { reversible: 0, costly: 1, irreversible: 2 };

/** Steps that bear on who gets access to what, or who is excused from a rule (R037, R147, R151). */
const ABOUT_ACCESS: ReadonlySet<StepId> = new Set(['least-privilege', 'exception-history', 'review-summary']);

/** What is at stake, 0 to 3: the heaviest of what is known of the issue and of what the operation is about. */
const stakeOf = (facts: Facts, { steps }: OperationDefinition): number =>
  Math.max(
    SEVERITY[facts.severity ?? 'unknown'],
    DATA_CLASS[facts.dataClass ?? 'unknown'],
    IMPACT[facts.impact ?? 'unknown'],
    ENVIRONMENT[facts.environment ?? 'unknown'],
    CUSTOMERS[facts.customerFacing ?? 'unknown'],
    steps.some((step) => ABOUT_ACCESS.has(step)) ? 2 : 0,
  );

/**
 * The risk of one operation on an issue, by impact and reversibility together (R144-R152): what is at stake (0 to 3) and how
 * far the use of the output can be taken back (0 to 2) are added; up to 1 is low, 2 is medium, more is high. So
 * restricted data is always high and confidential data never low, whatever is made of it (R165). A fact that is not known counts one step milder than its most careful value.
 */
export function riskOf(facts: Facts, operation: OperationId): Risk {
  const definition = operationOf(operation);
  const sum = stakeOf(facts, definition) + REVERSIBILITY[definition.reversibility];
  if (sum > 2) return 'high';
  return sum === 2 ? 'medium' : 'low';
}
