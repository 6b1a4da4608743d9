import { type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import type { AppModule } from '../bridge/frame';
import { AppFrame } from '../parts/app-frame';
import { Lozenge } from '../parts/lozenge';
import { loadLozenge, loadModules } from '../site/app-modules';
import { createResource } from '../site/resource';
import { useStore } from '../site/store';
import type { IssueView } from './issue-view';

const modules = createResource(loadModules);
const PANEL_HEIGHT = 200;
const CONTEXT_HEIGHT = 120;
const OPEN_KEY = 'local-site.context-open';

/** The app's issue panels, open under the description. */
export function IssuePanels({ view }: { readonly view: IssueView }): ReactNode {
  const { value = [], failure } = useStore(modules);
  if (failure !== undefined)
    return <p className="subtle">The app&apos;s modules could not be loaded: {failure.message}</p>;
  return value
    .filter((module) => module.type === 'jira:issuePanel')
    .map((module) => (
      <section key={module.key} className="section" aria-label={module.title}>
        <h2>{module.title}</h2>
        <AppFrame
          module={module}
          issueKey={view.key}
          minHeight={PANEL_HEIGHT}
          onInvoked={view.checkSoon}
          onRefresh={view.checkSoon}
        />
      </section>
    ));
}

function ContextPanel({ module, view }: { readonly module: AppModule; readonly view: IssueView }): ReactNode {
  const bodyId = useId();
  const [isOpen, setOpen] = useState(() => localStorage.getItem(OPEN_KEY) === 'true');
  const lozenge = useMemo(() => createResource(() => loadLozenge(module.key, view.key)), [module, view]);
  const { value } = useStore(lozenge);
  useEffect(() => view.onChange(() => void lozenge.reload()), [view, lozenge]);
  const toggle = (): void => {
    localStorage.setItem(OPEN_KEY, String(!isOpen));
    setOpen(!isOpen);
  };
  return (
    <div className="card">
      <h2>
        <button
          type="button"
          className="card-toggle"
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={toggle}
        >
          <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
          <span className="card-title">{module.title}</span>
          {value !== undefined && <Lozenge label={value.label} tone={value.type} />}
        </button>
      </h2>
      <div id={bodyId} hidden={!isOpen}>
        {isOpen && (
          <AppFrame
            module={module}
            issueKey={view.key}
            title={`${module.title} (sidebar)`}
            minHeight={CONTEXT_HEIGHT}
            onInvoked={view.checkSoon}
            onRefresh={view.checkSoon}
          />
        )}
      </div>
    </div>
  );
}

/** The app's context panels, collapsed in the sidebar with their status. */
export function ContextPanels({ view }: { readonly view: IssueView }): ReactNode {
  const { value = [] } = useStore(modules);
  return value
    .filter((module) => module.type === 'jira:issueContext')
    .map((module) => <ContextPanel key={module.key} module={module} view={view} />);
}
