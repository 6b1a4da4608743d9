import { isProjectPermission } from '../access';
import type { ConditionRecord, TransitionRecord } from '../records';
import { hasConditions, meetsConditions } from '../rule-check';
import { transitionScreen } from '../screens';
import { viewStatus } from './configuration-view';
import { viewScreen } from './field-meta';
import type { IssueLook } from './issue-view';

/** A transition of the issue's workflow from its present status, with whether this caller may make it. */
export interface OfferedTransition extends TransitionRecord {
  readonly isAvailable: boolean;
}

/** All transitions out of the issue's status; none for whoever may not transition issues at all. */
export function offeredTransitions(look: IssueLook): OfferedTransition[] {
  const { state, access, issue, project } = look;
  if (!access.has('TRANSITION_ISSUES', project, issue)) return [];
  const workflowId = project.issueTypes.find(
    ({ issueTypeId }) => issueTypeId === issue.issueTypeId,
  )?.workflowId;
  const workflow = workflowId === undefined ? undefined : state.workflows.get(workflowId);
  const leaving = workflow?.transitions.filter(({ from }) => from.includes(issue.statusId)) ?? [];
  return leaving.map((transition) => ({
    ...transition,
    isAvailable:
      (transition.condition === undefined || meetsCondition(look, transition.condition)) &&
      meetsConditions({ ...look, original: issue, transition }),
  }));
}

interface TransitionSelection {
  /** Also those whose condition this caller does not meet. */
  readonly withUnavailable?: boolean;
  /** `transitions.fields`: the fields of each screen. */
  readonly withFields?: boolean;
}

/** Transitions as `GET …/transitions` answers them for this caller. */
export function viewTransitions(look: IssueLook, { withUnavailable, withFields }: TransitionSelection) {
  const { state, access, issue, project } = look;
  const type = state.issueTypes.get(issue.issueTypeId);
  return offeredTransitions(look)
    .filter(({ isAvailable }) => isAvailable || withUnavailable === true)
    .flatMap((transition) => {
      const { id, name, to, condition, screen, isAvailable } = transition;
      const status = state.statuses.get(to);
      if (!status || !type) return [];
      const fields = screen ? transitionScreen({ state, access, project, type, issue }, transition) : [];
      return {
        id,
        name,
        to: viewStatus(status),
        hasScreen: screen !== undefined,
        isGlobal: false,
        isInitial: false,
        isAvailable,
        isConditional: condition !== undefined || hasConditions({ state, issue, transition }),
        // The document calls it `looped`; real answers (recorded 2026-04-28) say this.
        isLooped: to === issue.statusId,
        ...(withFields ? { fields: viewScreen({ state, project }, fields) } : {}),
      };
    });
}

function meetsCondition(
  { access, issue, project }: IssueLook,
  { permission, group, isAssignee, isReporter }: ConditionRecord,
): boolean {
  const self = access.user?.accountId;
  if (isAssignee && issue.assigneeId !== self) return false;
  if (isReporter && issue.reporterId !== self) return false;
  if (group !== undefined && !access.inGroup(group)) return false;
  if (permission === undefined) return true;
  return isProjectPermission(permission) && access.has(permission, project, issue);
}
