import { type ReactNode, useMemo } from 'react';
import { loadProjects, type QueueFilter, searchIssues } from '../issue/search';
import { FailureNotice, Notice } from '../parts/notice';
import { Skeleton } from '../parts/skeleton';
import { createResource } from '../site/resource';
import { changeQuery, goTo, place } from '../site/router';
import { useStore } from '../site/store';
import { usePageTitle } from '../site/use-page-title';
import { QueueFilters } from './queue-filters';
import { QueueTable } from './queue-table';

const projects = createResource(loadProjects);

function readFilter(query: string): QueueFilter {
  const read = new URLSearchParams(query);
  return { project: read.get('project') ?? '', text: read.get('q') ?? '', after: read.get('after') ?? '' };
}

/** The list of issues; its filter and page stand in the address. */
export function QueuePage(): ReactNode {
  const { query } = useStore(place);
  const filter = useMemo(() => readFilter(query), [query]);
  const { value: list, failure } = useStore(projects);
  usePageTitle('Queue');
  if (failure !== undefined) return <FailureNotice failure={failure} what="the queue" />;
  return (
    <div className="queue">
      <h1>Queue</h1>
      <QueueFilters
        filter={filter}
        projects={list ?? []}
        onChange={(project, text) => changeQuery({ project, q: text, after: undefined })}
      />
      {list === undefined ? <Skeleton lines={14} label="Loading issues" /> : <Results filter={filter} />}
    </div>
  );
}

function Results({ filter }: { readonly filter: QueueFilter }): ReactNode {
  const results = useMemo(
    () => createResource(() => searchIssues(filter, projects.get().value ?? [])),
    [filter],
  );
  const { value, failure } = useStore(results);
  if (failure !== undefined) return <FailureNotice failure={failure} what="the issues" />;
  if (value === undefined) return <Skeleton lines={14} label="Loading issues" />;
  if (value.rows.length === 0)
    return <NothingFound isFiltered={filter.project !== '' || filter.text !== ''} />;
  const goToPage = (after: string): void => {
    const next = new URLSearchParams(window.location.search);
    next.set('after', after);
    goTo(`/jira/queue?${next.toString()}`);
  };
  return (
    <>
      <p className="subtle" role="status">
        {value.total === undefined ? `${value.rows.length} issues on this page` : `${value.total} issues`}
      </p>
      <QueueTable rows={value.rows} />
      <nav className="pages" aria-label="Pages">
        {filter.after !== '' && (
          <button type="button" className="button" onClick={() => changeQuery({ after: undefined })}>
            First page
          </button>
        )}
        {value.next !== undefined && (
          <button type="button" className="button" onClick={() => goToPage(value.next ?? '')}>
            Next page
          </button>
        )}
      </nav>
    </>
  );
}

function NothingFound({ isFiltered }: { readonly isFiltered: boolean }): ReactNode {
  return (
    <Notice title="No issues found">
      {isFiltered ? (
        <p>No issue that you may see fits this filter. Choose all projects or another text.</p>
      ) : (
        <p>
          The person you act as may not see any project. Choose someone else under &ldquo;Acting as&rdquo;.
        </p>
      )}
    </Notice>
  );
}
