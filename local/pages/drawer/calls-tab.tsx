import { type ReactNode, useMemo, useState } from 'react';
import { Skeleton } from '../parts/skeleton';
import { showFlag, showProblem } from '../site/flags';
import { requestLines } from '../site/http';
import { numberOf, pick } from '../site/json';
import { useStore } from '../site/store';
import { ActionView } from './action-view';
import { lastAction, throughDoor, toActions, type Action } from './actions';
import { liveFeed } from './feed';
import { DOORS } from './model';
import { Pager } from './pager';
import { pageOf } from './paging';
import { actionTitle, countText } from './words';

const PAGE_SIZE = 10;

/** The calls with their bodies, as the site logged them. */
async function copyCalls(actions: readonly Action[]): Promise<void> {
  const wanted = new Set(actions.flatMap(({ calls }) => calls.map(({ n }) => n)));
  const first = Math.min(...wanted);
  try {
    const lines = wanted.size === 0 ? [] : await requestLines(`/_local/traffic?since=${first - 1}`);
    const calls = lines.filter((line) => wanted.has(numberOf(pick(line, 'n')) ?? 0));
    await navigator.clipboard.writeText(JSON.stringify(calls, null, 2));
    const title = `${countText(calls.length)} calls copied as JSON`;
    showFlag({ id: 'copied', type: 'success', title, actions: [], isAutoDismiss: true });
  } catch (error) {
    showProblem('The calls were not copied', error);
  }
}

interface ToolbarProps {
  readonly isAll: boolean;
  readonly door: string;
  readonly onAll: (isAll: boolean) => void;
  readonly onDoor: (door: string) => void;
  readonly onCopy: () => void;
}

function Toolbar({ isAll, door, onAll, onDoor, onCopy }: ToolbarProps): ReactNode {
  return (
    <div className="drawer-tools">
      <label>
        <span className="label">Show</span>
        <select value={isAll ? 'all' : 'last'} onChange={(event) => onAll(event.target.value === 'all')}>
          <option value="last">Last action</option>
          <option value="all">All actions</option>
        </select>
      </label>
      <label>
        <span className="label">Door</span>
        <select value={door} onChange={(event) => onDoor(event.target.value)}>
          <option value="">All doors</option>
          {DOORS.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="button" onClick={onCopy}>
        Copy as JSON
      </button>
    </div>
  );
}

function AllActions({ actions }: { readonly actions: readonly Action[] }): ReactNode {
  const [wanted, setPage] = useState(1);
  const { items, page, pages } = pageOf(actions, wanted, PAGE_SIZE);
  return (
    <>
      <ol className="actions">
        {items.map((action) => (
          <li key={action.id}>
            <details>
              <summary>
                {actionTitle(action)} <span className="subtle">({countText(action.calls.length)} calls)</span>
              </summary>
              <ActionView action={action} />
            </details>
          </li>
        ))}
      </ol>
      <Pager page={page} pages={pages} what="actions" onPage={setPage} />
    </>
  );
}

/** The platform calls by action: the last one open, or all of them as a list. */
export function CallsTab(): ReactNode {
  const { calls, steps, isLoaded, problem } = useStore(liveFeed);
  const [isAll, setAll] = useState(false);
  const [door, setDoor] = useState('');
  const actions = useMemo(() => toActions(steps, calls), [steps, calls]);
  const last = useMemo(() => lastAction(actions), [actions]);
  const chosen = isAll ? [...actions].reverse() : last === undefined ? [] : [last];
  const shown = chosen
    .map((action) => throughDoor(action, door))
    .filter((action) => !isAll || door === '' || action.calls.length > 0);
  return (
    <>
      <Toolbar
        isAll={isAll}
        door={door}
        onAll={setAll}
        onDoor={setDoor}
        onCopy={() => void copyCalls(shown)}
      />
      {problem !== undefined && <p role="status">The site did not answer: {problem}</p>}
      {!isLoaded && problem === undefined && <Skeleton lines={6} label="Loading the calls" />}
      {isLoaded && shown.length === 0 && (
        <p className="subtle">The app has not called the platform yet. Do something in one of its frames.</p>
      )}
      {isAll ? (
        <AllActions actions={shown} />
      ) : (
        shown.map((action) => <ActionView key={action.id} action={action} />)
      )}
    </>
  );
}
