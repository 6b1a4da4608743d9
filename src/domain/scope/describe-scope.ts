import type { Source } from '../../contract/output';
import type { KindRule, Limits } from '../../contract/policy';
import type { Scope } from '../../contract/scope';
import { CLASSES, HARD_BLOCKED_ACTIONS, operationOf } from '../operations/catalogue';
import type { OperationId } from '../../contract/vocabulary';

const KIND_WORDS: readonly (readonly [Source['kind'], string, string])[] = [
  ['field', 'field of this issue', 'fields of this issue'],
  ['description', 'description', 'descriptions'],
  ['comment', 'comment', 'comments'],
  ['history', 'change in the history', 'changes in the history'],
  ['link', 'linked issue (key, summary, status)', 'linked issues (key, summary, status)'],
  ['attachment', 'attachment’s name', 'attachments’ names'],
  ['similar-issue', 'earlier issue like this one, as you', 'earlier issues like this one, as you'],
];

function reads(sources: readonly Source[]): string[] {
  return KIND_WORDS.flatMap(([kind, one, many]) => {
    const found = sources.filter((source) => source.kind === kind);
    if (found.length === 0) return [];
    const internal = found.filter((source) => source.label === 'Internal comment').length;
    const suffix = internal === 0 ? '' : ` (${internal} internal)`;
    return [`${found.length} ${found.length === 1 ? one : many}${suffix}`];
  });
}

export interface ScopeInputs {
  readonly operation: OperationId;
  readonly kind: KindRule;
  readonly sources: readonly Source[];
  readonly leftOut: readonly string[];
  readonly limits: Limits;
}

/** Says what AI may read and will produce here, what is blocked, and when it stops (R028-R033, R080-R082). */
export function describeScope({ operation, kind, sources, leftOut, limits }: ScopeInputs): Scope {
  const definition = operationOf(operation);
  return {
    mayRead: reads(sources),
    leftOut: [...leftOut],
    willProduce: [
      definition.produces,
      `At most ${limits.maxClaims} claims, each with a quote from a source`,
      CLASSES[definition.class].guardrail,
    ],
    blockedActions: [...kind.blockedActions, ...HARD_BLOCKED_ACTIONS],
    stopConditions: [
      `Fewer than ${limits.minCoveragePercent} % of the claims stand on a quote`,
      'The issue changes after you confirm',
      `The run takes longer than ${limits.runMinutes} minutes`,
      'An admin halts AI operations',
    ],
  };
}
