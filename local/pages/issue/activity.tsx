import { type KeyboardEvent, type ReactNode, useId } from 'react';
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

function focusOther(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft') return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const other = tabs.find((tab) => tab !== document.activeElement);
  other?.focus();
  other?.click();
}

/** Comments and history under one heading; the address keeps which of them is open. */
export function Activity({ issue, view }: { readonly issue: Issue; readonly view: IssueView }): ReactNode {
  const id = useId();
  const { query } = useStore(place);
  const open = new URLSearchParams(query).get('tab') === 'history' ? 'history' : 'comments';
  return (
    <Section title="Activity">
      <div role="tablist" tabIndex={-1} aria-label="Activity" className="tabs" onKeyDown={focusOther}>
        {TABS.map(({ name, label }) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`${id}-${name}`}
            aria-selected={open === name}
            aria-controls={`${id}-${name}-panel`}
            tabIndex={open === name ? 0 : -1}
            onClick={() => changeQuery({ tab: name === 'comments' ? undefined : name })}
          >
            {label}
          </button>
        ))}
      </div>
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
