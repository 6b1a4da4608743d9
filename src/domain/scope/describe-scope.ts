import type { Source } from '../../contract/output';
import type { Obligations } from '../../contract/decision';
import type { Limits } from '../../contract/policy';
import type { DroppedSource, Scope } from '../../contract/scope';
import { usableSources } from '../packet/usable';
import { CLASSES, HARD_BLOCKED_ACTIONS, operationOf } from '../operations/catalogue';
import type { OperationId } from '../../contract/vocabulary';

const KIND_WORDS: readonly (readonly [Source['kind'], string, string])[] = [
  ['field', 'field of this issue', 'fields of this issue'],
  ['description', 'description', 'descriptions'],
  ['comment', 'comment', 'comments'],
  ['history', 'change in the history', 'changes in the history'],
  ['link', 'linked issue (key, summary, status)', 'linked issues (key, summary, status)'],
  ['subtask', 'subtask (key, summary, status)', 'subtasks (key, summary, status)'],
  ['attachment', 'attachment’s name, size and type', 'attachments’ names, sizes and types'],
  ['request', 'part of the request (type, form)', 'parts of the request (type, form)'],
  ['sla', 'service-level goal', 'service-level goals'],
  ['similar-issue', 'earlier issue like this one, as you', 'earlier issues like this one, as you'],
  ['baseline', 'baseline of comparable issues, as you', 'baselines of comparable issues, as you'],
  ['template', 'template of the policy', 'templates of the policy'],
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

/** What people see and no engine does (INJ-01). */
function quarantined(sources: readonly Source[]): string[] {
  const count = sources.filter(({ quarantine }) => quarantine !== null).length;
  if (count === 0) return [];
  return [
    `${count} ${count === 1 ? 'source speaks' : 'sources speak'} to an AI: kept from every engine, shown to reviewers`,
  ];
}

export interface ScopeInputs {
  readonly operation: OperationId;
  /** What the kind of work keeps for people, beside the hard blocks. */
  readonly blockedActions: readonly string[];
  readonly obligations: Obligations;
  readonly sources: readonly Source[];
  readonly leftOut: readonly string[];
  readonly dropped: readonly DroppedSource[];
  readonly limits: Limits;
}

/** Says what AI may read and will produce here, what is blocked, and when it stops (R028-R033, R080-R082). */
export function describeScope(inputs: ScopeInputs): Scope {
  const { operation, blockedActions, obligations, sources, limits } = inputs;
  const definition = operationOf(operation);
  return {
    mayRead: [
      ...reads(usableSources(sources)),
      ...(obligations.redacts ? ['Texts without personal data: it is taken out before'] : []),
    ],
    leftOut: [...quarantined(sources), ...inputs.leftOut],
    dropped: [...inputs.dropped],
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
