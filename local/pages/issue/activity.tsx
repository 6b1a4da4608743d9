import { type ReactNode, useId } from 'react';
import { TabList } from '../parts/tab-list';
import { changeQuery, place } from '../site/router';
import { useStore } from '../site/store';
import { Comments } from './comments';
import { Section } from './content';
import { History } from './history';
import type { IssueView } from './issue-view';
import type { Issue } from './model';

const TABS = [
  { name: 'comments', label: 'Comments' },
  { name: 'history', label: 'History' },
] as const;

/** Comments and history under one heading; the address keeps which of them is open. */
export function Activity({ issue, view }: { readonly issue: Issue; readonly view: IssueView }): ReactNode {
  const id = useId();
  const { query } = useStore(place);
  const open = new URLSearchParams(query).get('tab') === 'history' ? 'history' : 'comments';
  return (
    <Section title="Activity">
      <TabList
        label="Activity"
        id={id}
        tabs={TABS}
        open={open}
        onOpen={(name) => changeQuery({ tab: name === 'comments' ? undefined : name })}
      />
      {TABS.map(({ name }) => (
        // The comments stay in the page while the history is open, so that a half-typed comment is not lost.
        <div
          key={name}
          role="tabpanel"
          id={`${id}-${name}-panel`}
          aria-labelledby={`${id}-${name}`}
          hidden={open !== name}
        >
          {name === 'comments' && <Comments issue={issue} view={view} />}
          {name === 'history' && open === 'history' && <History view={view} />}
        </div>
      ))}
    </Section>
  );
}
