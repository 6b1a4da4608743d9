import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { CallOutput } from '../../../src/contract/calls';
import { DataTable } from '../../elements/data-table';
import { Failure } from '../../elements/failure';
import { count } from '../../elements/words';
import { useWrite } from '../../queries';
import { useEditing } from '../work/editing';

type Answer = CallOutput<'admin.check-projects'>;

function Found({ projects, leftOut }: Answer): ReactElement {
  if (projects.length === 0) {
    return <p>No kind of work names a project, and no project has statuses of its own.</p>;
  }
  return (
    <>
      <DataTable
        caption="Where approvals can be held as sub-tasks"
        columns={['Project', 'Sub-task type', 'Missing statuses', 'What to do']}
        rows={projects.map(({ projectKey, subtaskType, missing, advice }) => ({
          key: projectKey,
          isMarked: subtaskType === null || missing.length > 0,
          cells: [
            projectKey,
            subtaskType ?? 'none',
            missing.length === 0 ? 'none' : missing.join(', '),
            advice,
          ],
        }))}
      />
      {leftOut > 0 && (
        <p>{`${count(leftOut, 'more project')} ${leftOut === 1 ? 'was' : 'were'} not looked at.`}</p>
      )}
    </>
  );
}

/** Asks Jira whether the projects of this page can hold approvals as subtasks. */
export function CheckProjects(): ReactElement {
  const { document, checked } = useEditing();
  const look = useWrite('admin.check-projects');
  const isOld = look.variables !== undefined && look.variables.document !== document;
  const send = (): void => look.mutate({ document });
  return (
    <section aria-labelledby="check-projects-title" className="card stack-small">
      <h2 id="check-projects-title" className="card-title">
        Where approvals can be held
      </h2>
      <p className="subtle">
        Looks at every project that a kind of work or a status above names, as the app sees it. Uses what
        stands in this page, saved or not; nothing is recorded.
      </p>
      <div>
        <Button isLoading={look.isPending} isDisabled={!checked.isReadable} onClick={send}>
          Check projects
        </Button>
      </div>
      {!checked.isReadable && <p className="subtle">Mend what is marked in this page first.</p>}
      <Failure failure={look.error} onRetry={send} />
      <div role="status">
        {look.data !== undefined && isOld && <p>The page has changed since this look. Check again.</p>}
        {look.data !== undefined && <Found {...look.data} />}
      </div>
    </section>
  );
}
