import type { Source } from '../../contract/output';
import type { Obligations } from '../../contract/decision';
import type { Limits } from '../../contract/policy';
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
  /** What the kind of work keeps for people, beside the hard blocks. */
  readonly blockedActions: readonly string[];
  readonly obligations: Obligations;
  readonly sources: readonly Source[];
  readonly leftOut: readonly string[];
  readonly limits: Limits;
}

/** Says what AI may read and will produce here, what is blocked, and when it stops (R028-R033, R080-R082). */
export function describeScope(inputs: ScopeInputs): Scope {
  const { operation, blockedActions, obligations, sources, leftOut, limits } = inputs;
  const definition = operationOf(operation);
  return {
    mayRead: [
      ...reads(sources),
      ...(obligations.redacts ? ['Texts without personal data: it is taken out before'] : []),
    ],
    leftOut: [...leftOut],
    willProduce: [
      definition.produces,
      `At most ${limits.maxClaims} claims and ${limits.maxOutputCharacters.toLocaleString('en-GB')} characters, each claim with a quote from a source`,
      CLASSES[definition.class].guardrail,
      ...(obligations.isInternalOnly ? ['An internal note, never one that customers see'] : []),
    ],
    blockedActions: [...blockedActions, ...HARD_BLOCKED_ACTIONS],
    stopConditions: [
      `Fewer than ${limits.minCoveragePercent} % of the claims stand on a quote`,
      'The issue changes after you confirm',
      `The run takes longer than ${limits.runMinutes} minutes`,
      'An admin halts AI operations',
    ],
  };
}
