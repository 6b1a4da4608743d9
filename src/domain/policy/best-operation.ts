import type { KindRule } from '../../contract/policy';
import type { OperationId, Outcome } from '../../contract/vocabulary';

const ORDER: readonly Outcome[] = ['eligible', 'approval-bound', 'blocked'];

/**
 * Which operation says in which bucket an issue of this kind is counted, with its outcome (R014-R017, X7): the recommended one
 * unless it is blocked, else the one that asks for least. Null for an issue that no kind covers or that is offered nothing,
 * which is blocked.
 */
export function bestOperation(
  kind: Pick<KindRule, 'offers' | 'recommended'> | null,
  outcomeOf: (operation: OperationId) => Outcome,
): { readonly operation: OperationId; readonly outcome: Outcome } | null {
  if (kind === null) return null;
  const { offers, recommended } = kind;
  const decided = offers.map((operation) => ({ operation, outcome: outcomeOf(operation) }));
  const first = decided.find(({ operation, outcome }) => operation === recommended && outcome !== 'blocked');
  if (first !== undefined) return first;
  return ORDER.flatMap((outcome) => decided.filter((one) => one.outcome === outcome))[0] ?? null;
}
