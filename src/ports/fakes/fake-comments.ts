import type { Audience } from '../../contract/vocabulary';
import type { CommentNow } from '../../domain/writeback/judge-comment';
import { InternalByMistake, PublicByMistake, type CommentedIssue, type JiraApp } from '../jira';
import type { Clock } from '../platform';
import { PortError } from '../port-error';
import type { FakeIssue } from './fake-site';

/** Jira as it must not be: comments get this audience whatever was asked for, and perhaps cannot be deleted. */
export interface AudienceMistake {
  readonly audience: Audience;
  readonly isDeletable: boolean;
}

/** What somebody did to a comment of the app in Jira's own screen; what is left out stays. */
interface CommentEdit {
  readonly accountId: string;
  readonly body?: unknown;
  readonly isPublic?: boolean;
  readonly isRestricted?: boolean;
  /** Accounts that can no longer read it; the app's own is `app-ai-handoff`. */
  readonly hiddenFrom?: readonly string[];
}

/** What the fake knows of its comments beside the issues that they stand on. */
export interface CommentState {
  /** Comments (ids) that the customer of a request reads. */
  readonly publicComments: Set<string>;
  /** By the comment's id: everything that was done to it, and when last (ISO 8601). */
  readonly commentEdits: Map<string, CommentEdit & { readonly at: string }>;
  mistake: AudienceMistake | null;
}

interface Site {
  readonly issueOf: (issueId: string) => FakeIssue;
  readonly nextId: () => string;
  readonly guard: (operation: keyof JiraApp) => void;
}

const isRequest = ({ projectType }: CommentedIssue): boolean => projectType === 'service_desk';

function removeComment(state: CommentState, issue: FakeIssue, commentId: string): void {
  const at = issue.posted.findIndex(({ id }) => id === commentId);
  if (at >= 0) issue.posted.splice(at, 1);
  state.publicComments.delete(commentId);
}

/** Ways to change a comment of the app in Jira's own screen, and to take it away. */
export interface CommentEdits {
  editComment(commentId: string, edit: CommentEdit): void;
  deleteComment(issueId: string, commentId: string): void;
}

export const editsOf = (
  state: CommentState & { readonly clock: Clock },
  issueOf: (issueId: string) => FakeIssue,
): CommentEdits => ({
  editComment: (commentId, edit) => {
    const at = state.clock.now();
    state.commentEdits.set(commentId, { ...state.commentEdits.get(commentId), ...edit, at });
    if (edit.isPublic === true) state.publicComments.add(commentId);
    if (edit.isPublic === false) state.publicComments.delete(commentId);
  },
  deleteComment: (issueId, commentId) => removeComment(state, issueOf(issueId), commentId),
});

/** A comment as one account reads it; null when there is none on this issue for it. */
export function readComment(
  state: CommentState & { readonly people: ReadonlyMap<string, { readonly displayName: string }> },
  { issue, commentId, viewerId }: { issue: FakeIssue; commentId: string; viewerId: string },
): CommentNow | null {
  const comment = issue.posted.find(({ id }) => id === commentId);
  const edit = state.commentEdits.get(commentId);
  if (comment === undefined || edit?.hiddenFrom?.includes(viewerId) === true) return null;
  return {
    body: structuredClone(edit?.body ?? comment.body),
    isPublic: !isRequest(issue) || state.publicComments.has(commentId),
    isRestricted: edit?.isRestricted ?? false,
    change:
      edit === undefined
        ? null
        : {
            accountId: edit.accountId,
            displayName: state.people.get(edit.accountId)?.displayName ?? 'Somebody',
            at: edit.at,
          },
  };
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
    if (isDeleted) removeComment(state, issueOf(issue.id), commentId);
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
