import { isProjectPermission } from '../access';
import type { TransitionRecord } from '../records';
import { viewStatus } from './configuration-view';
import type { IssueLook } from './issue-view';

/** A transition of the issue's workflow from its present status, with whether this caller may make it. */
export interface OfferedTransition extends TransitionRecord {
  readonly isAvailable: boolean;
}

/** All transitions out of the issue's status; what needs a permission that the caller lacks is not available. */
export function offeredTransitions({ state, access, issue, project }: IssueLook): OfferedTransition[] {
  const workflowId = project.issueTypes.find(
    ({ issueTypeId }) => issueTypeId === issue.issueTypeId,
  )?.workflowId;
  const workflow = workflowId === undefined ? undefined : state.workflows.get(workflowId);
  const leaving = workflow?.transitions.filter(({ from }) => from.includes(issue.statusId)) ?? [];
  const mayMove = access.has('TRANSITION_ISSUES', project, issue);
  return leaving.map((transition) => ({
    ...transition,
    isAvailable: mayMove && meetsCondition(transition.permission, { access, issue, project }),
  }));
}

/** Transitions as `GET …/transitions` answers them for this caller. */
export function viewTransitions(look: IssueLook, withUnavailable: boolean) {
  return offeredTransitions(look)
    .filter(({ isAvailable }) => isAvailable || withUnavailable)
    .flatMap(({ id, name, to, permission, isAvailable }) => {
      const status = look.state.statuses.get(to);
      if (!status) return [];
      return {
        id,
        name,
        to: viewStatus(status),
        hasScreen: false,
        isGlobal: false,
        isInitial: false,
        isAvailable,
        isConditional: permission !== undefined,
        isLooped: false,
      };
    });
}

function meetsCondition(
  permission: string | undefined,
  look: Pick<IssueLook, 'access' | 'issue' | 'project'>,
): boolean {
  if (permission === undefined) return true;
  return isProjectPermission(permission) && look.access.has(permission, look.project, look.issue);
}
