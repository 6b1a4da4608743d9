import type { IssueDoc } from '../issue-doc';
import { nameOfUser } from '../views/user-view';
import type { JqlField, QueryScope } from './field';
import { setField } from './set-field';
import { resolveUser } from './values';

const list = (id: string | null) => (id === null ? [] : [id]);

function personField(read: (doc: IssueDoc) => string | null, history?: string): JqlField {
  return setField({
    ids: (doc) => list(read(doc)),
    resolve: resolveUser,
    takes: 'user',
    order: { read: (doc, { state }) => nameOfUser(state, read(doc))?.toLowerCase() ?? null },
    ...(history === undefined ? {} : { history }),
  });
}

/** Fields whose values are people, by name. */
export const PEOPLE_FIELDS: Readonly<Record<string, JqlField>> = {
  assignee: personField(({ issue }) => issue.assigneeId, 'assignee'),
  reporter: personField(({ issue }) => issue.reporterId, 'reporter'),
  creator: personField(({ issue }) => issue.creatorId),
  watcher: setField({ ids: watchersFor, resolve: resolveUser, takes: 'user' }),
};

/** Who watches is for those with the permission to see it; everybody knows it of themselves. */
function watchersFor(doc: IssueDoc, { access, state }: QueryScope): readonly string[] {
  const project = state.projects.get(doc.issue.projectId);
  if (project && access.has('VIEW_VOTERS_AND_WATCHERS', project, doc.issue)) return doc.watchers;
  return doc.watchers.filter((id) => id === access.user?.accountId);
}
