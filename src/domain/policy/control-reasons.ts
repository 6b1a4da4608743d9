import type { DecisionInput, Reason } from '../../contract/decision';
import { CLASSES, type OperationDefinition } from '../operations/catalogue';
import { madeOnce, toSaid, type Said } from './said';

type Words = Pick<Reason, 'observed' | 'threshold' | 'because'>;

const control = (ruleId: string, subject: Reason['subject'], { observed, threshold, because }: Words): Said =>
  toSaid({ ruleId, category: 'control', subject, effect: 'block', observed, threshold, because });

/** No kind of the document covers the issue. */
export const uncovered = ({ facts }: DecisionInput): Said =>
  control('scope-1', 'policy', {
    observed: `Project ${facts.projectKey}, issue type ${facts.issueType}`,
    threshold: 'Work that a kind of the policy covers',
    because: 'The policy covers no such work, so nothing is offered here.',
  });

/** The kind does not offer the operation. */
export const notOffered = madeOnce(new Set(['place']), ({ operation }) =>
  control('scope-2', 'policy', {
    observed: operation.title,
    threshold: 'An operation that is offered for this kind of work',
    because: 'The policy does not offer this operation for this kind of work.',
  }),
);

/** Nobody owns the work. */
export const UNOWNED: Said = control('owner-1', 'owner', {
  observed: 'No service owner and no active assignee',
  threshold: 'A named, active owner who reviews the output',
  because: 'Somebody must own and review the output. Set the service owner or the assignee.',
});

/** The class of the operation has no people, or one of them is gone (R137, U14). */
export const unattended = (operation: OperationDefinition, isStopped: boolean): Said =>
  control('owners-1', 'owner', {
    observed: isStopped
      ? `${CLASSES[operation.class].title} stands still: one of its people is missing`
      : `${CLASSES[operation.class].title} has no owners`,
    threshold: 'A business owner, a technical owner and an on-call reviewer who are all there',
    because: 'No class runs without all three of its people. An admin can name them.',
  });

/** A gate is asked for and nobody holds it. */
export const unapproved = (kind: string): Said =>
  control('approver-1', 'approver', {
    observed: `Nobody is named to approve ${kind} work`,
    threshold: 'A role with people that approves this kind of work',
    because: 'A gate is asked for and the policy names nobody to approve. An admin can name the role.',
  });
