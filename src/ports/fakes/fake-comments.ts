import type { Audience } from '../../contract/vocabulary';
import { InternalByMistake, PublicByMistake, type CommentedIssue, type JiraApp } from '../jira';
import { PortError } from '../port-error';
import type { FakeIssue } from './fake-site';

/** Jira as it must not be: comments get this audience whatever was asked for, and perhaps cannot be deleted. */
export interface AudienceMistake {
  readonly audience: Audience;
  readonly isDeletable: boolean;
}

/** What the fake knows of its comments beside the issues that they stand on. */
export interface CommentState {
  /** Comments (ids) that the customer of a request reads. */
  readonly publicComments: Set<string>;
  mistake: AudienceMistake | null;
}

interface Site {
  readonly issueOf: (issueId: string) => FakeIssue;
  readonly nextId: () => string;
  readonly guard: (operation: keyof JiraApp) => void;
}

const isRequest = ({ projectType }: CommentedIssue): boolean => projectType === 'service_desk';

function remove(state: CommentState, issue: FakeIssue, commentId: string): void {
  const at = issue.posted.findIndex(({ id }) => id === commentId);
  if (at >= 0) issue.posted.splice(at, 1);
  state.publicComments.delete(commentId);
}

/** The comments of a fake Jira, which holds the port's promise: one for the wrong readers is raised, a public one deleted. */
export function commentOps(
  state: CommentState,
  { issueOf, nextId, guard }: Site,
): Pick<JiraApp, 'findMarkedComment' | 'addComment' | 'checkComment'> {
  const hold = (issue: CommentedIssue, commentId: string, audience: Audience): void => {
    const isPublic = state.publicComments.has(commentId);
    if (!isRequest(issue) || isPublic === (audience === 'customer')) return;
    if (!isPublic) throw new InternalByMistake(commentId);
    const isDeleted = state.mistake?.isDeletable ?? true;
    if (isDeleted) remove(state, issueOf(issue.id), commentId);
    throw new PublicByMistake(commentId, isDeleted);
  };
  return {
    findMarkedComment: async (issueId, mark) =>
      issueOf(issueId).posted.find(
        (comment) => comment.mark.handoffId === mark.handoffId && comment.mark.purpose === mark.purpose,
      )?.id ?? null,
    addComment: async (issue, body, { mark, audience }) => {
      guard('addComment');
      if (audience === 'customer' && !isRequest(issue))
        throw new PortError('refused', 'Only a service project has comments for customers');
      const id = nextId();
      issueOf(issue.id).posted.push({ id, body: structuredClone(body), mark });
      if ((state.mistake?.audience ?? audience) === 'customer') state.publicComments.add(id);
      hold(issue, id, audience);
      return id;
    },
    checkComment: async (issue, commentId, audience) => {
      guard('checkComment');
      hold(issue, commentId, audience);
    },
  };
}
