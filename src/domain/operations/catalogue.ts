import type { ExecutionClass, OperationId, Reversibility, StepId } from '../../contract/vocabulary';
import { DomainError } from '../domain-error';

/** What a class is called, which badge it wears (R047, R055, R062, R069) and what it may never do (R049-R073). */
export interface ClassDefinition {
  readonly title: string;
  readonly badge: 'Allowed' | 'Review required' | 'Controlled';
  readonly guardrail: string;
}

export const CLASSES: Readonly<Record<ExecutionClass, ClassDefinition>> = {
  'evidence-gathering': {
    title: 'Evidence gathering',
    badge: 'Allowed',
    guardrail: 'No inference where sources are incomplete or contradict each other',
  },
  'drafting-and-summaries': {
    title: 'Drafting and summaries',
    badge: 'Review required',
    guardrail: 'Only what a source says may be drafted; nothing is ever sent',
  },
  'checklist-and-validation': {
    title: 'Checklist and validation support',
    badge: 'Allowed',
    guardrail: 'A checklist never replaces the human validation decision',
  },
  'ticket-write-back': {
    title: 'Ticket write-back support',
    badge: 'Controlled',
    guardrail: 'AI may not close tickets, mark approvals complete or change service state',
  },
};

/**
 * One bounded task from the closed list (R042). `leavesTeam`: its text is meant for people outside the team (R036).
 * `reversibility`: how far the use of its output can be taken back (R149): what people outside have read, not at all; a note
 * on the issue, at a cost.
 */
export interface OperationDefinition {
  readonly id: OperationId;
  readonly title: string;
  readonly class: ExecutionClass;
  readonly steps: readonly StepId[];
  readonly produces: string;
  readonly leavesTeam: boolean;
  readonly reversibility: Reversibility;
}

function reversibilityOf(group: ExecutionClass, leavesTeam: boolean): Reversibility {
  if (leavesTeam) return 'irreversible';
  return group === 'ticket-write-back' ? 'costly' : 'reversible';
}

const operation = (
  id: OperationId,
  definition: Omit<OperationDefinition, 'id' | 'leavesTeam' | 'reversibility'> & {
    readonly leavesTeam?: true;
  },
): OperationDefinition => {
  const leavesTeam = definition.leavesTeam ?? false;
  return { ...definition, id, leavesTeam, reversibility: reversibilityOf(definition.class, leavesTeam) };
};

const gathering = 'evidence-gathering';
const drafting = 'drafting-and-summaries';
const checklist = 'checklist-and-validation';

/** The catalogue, in the order in which screens list it. */
export const OPERATIONS: readonly OperationDefinition[] = [
  operation('prepare-incident-packet', {
    title: 'Gather diagnostics, compare baseline, draft vendor packet',
    class: drafting,
    steps: ['diagnostics', 'baseline', 'vendor-escalation'],
    produces: 'Evidence pack, comparison and vendor escalation draft',
    leavesTeam: true,
  }),
  operation('prepare-access-packet', {
    title: 'Prepare approval reminder and least-privilege checklist',
    class: drafting,
    steps: ['approval-reminder', 'least-privilege'],
    produces: 'Approval reminder draft and access checklist',
    leavesTeam: true,
  }),
  operation('prepare-exception-packet', {
    title: 'Compile exception history and draft review summary',
    class: drafting,
    steps: ['exception-history', 'review-summary'],
    produces: 'Exception history and review summary draft',
  }),
  operation('prepare-sponsor-packet', {
    title: 'Prepare sponsor trade-off brief and dependency summary',
    class: drafting,
    steps: ['tradeoff-brief', 'dependencies'],
    produces: 'Trade-off brief and dependency summary',
    leavesTeam: true,
  }),
  operation('gather-evidence', {
    title: 'Gather evidence',
    class: gathering,
    steps: ['diagnostics'],
    produces: 'Evidence pack',
  }),
  operation('gather-diagnostics', {
    title: 'Gather diagnostics',
    class: gathering,
    steps: ['diagnostics'],
    produces: 'Evidence pack',
  }),
  operation('compare-baseline', {
    title: 'Compare with baseline',
    class: gathering,
    steps: ['baseline'],
    produces: 'Comparison with known-good and earlier issues',
  }),
  operation('compile-exception-history', {
    title: 'Compile exception history',
    class: gathering,
    steps: ['exception-history'],
    produces: 'Exception history',
  }),
  operation('draft-vendor-escalation', {
    title: 'Draft vendor escalation packet',
    class: drafting,
    steps: ['vendor-escalation'],
    produces: 'Vendor escalation draft',
    leavesTeam: true,
  }),
  operation('draft-status-note', {
    title: 'Draft status note',
    class: drafting,
    steps: ['status-note'],
    produces: 'Status note draft',
  }),
  operation('draft-approval-reminder', {
    title: 'Draft approval reminder',
    class: drafting,
    steps: ['approval-reminder'],
    produces: 'Approval reminder draft',
    leavesTeam: true,
  }),
  operation('draft-review-summary', {
    title: 'Draft review summary',
    class: drafting,
    steps: ['review-summary'],
    produces: 'Review summary draft',
  }),
  operation('draft-tradeoff-brief', {
    title: 'Draft sponsor trade-off brief',
    class: drafting,
    steps: ['tradeoff-brief'],
    produces: 'Trade-off brief draft',
    leavesTeam: true,
  }),
  operation('summarise-dependencies', {
    title: 'Summarise dependencies',
    class: drafting,
    steps: ['dependencies'],
    produces: 'Dependency summary',
  }),
  operation('prepare-least-privilege-checklist', {
    title: 'Prepare least-privilege checklist',
    class: checklist,
    steps: ['least-privilege'],
    produces: 'Access checklist',
  }),
  operation('prepare-validation-packet', {
    title: 'Prepare pre-check and rollback notes',
    class: checklist,
    steps: ['validation'],
    produces: 'Validation packet',
  }),
  operation('draft-update-note', {
    title: 'Draft update note with action history',
    class: 'ticket-write-back',
    steps: ['update-note'],
    produces: 'Update note with next steps and linked evidence',
  }),
];

const byId = new Map(OPERATIONS.map((definition, place) => [definition.id, { definition, place }]));

/** Every id of the contract is found (held by a test); throws `unknown-operation` else. */
function find(id: OperationId): { readonly definition: OperationDefinition; readonly place: number } {
  const found = byId.get(id);
  if (found === undefined) throw new DomainError('unknown-operation', `No operation is called ${id}`);
  return found;
}

/** The definition of an operation; throws `unknown-operation`. */
export const operationOf = (id: OperationId): OperationDefinition => find(id).definition;

/** Where an operation stands in the catalogue; throws `unknown-operation`. */
export const placeOf = (id: OperationId): number => find(id).place;

/**
 * What no policy can lift (R024-R027, R071-R073): there is no operation for any of it, and every scope review says so.
 */
export const HARD_BLOCKED_ACTIONS: readonly string[] = [
  'Close or resolve the issue, or change its status',
  'Approve anything, or mark an approval complete',
  'Publish or send anything outside this issue',
  'Execute a change or alter a service',
];
