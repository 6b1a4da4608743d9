import { type FormEvent, type ReactNode, useMemo, useState } from 'react';
import { Link } from '../parts/link';
import { Skeleton } from '../parts/skeleton';
import { showProblem } from '../site/flags';
import { createResource } from '../site/resource';
import { useStore } from '../site/store';
import { AccountsPart } from './accounts-part';
import { ResetPart } from './reset-part';
import { advanceClock, changeAccount, changeSettings, clearFaults } from './site-state';
import { loadSiteState, type SiteState } from './site-state';

/** Does something to the site and shows the state after it. */
type Act = (what: string, run: () => Promise<void>) => Promise<void>;

interface PartProps {
  readonly state: SiteState;
  readonly act: Act;
}

const EXACT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'medium', timeZone: 'UTC' });
const MOVES = [
  { duration: 'PT1H', label: 'Advance 1 hour' },
  { duration: 'PT26H', label: 'Advance 26 hours' },
];

function ClockPart({ state, act }: PartProps): ReactNode {
  const now = Date.parse(state.now);
  return (
    <section className="site-part" aria-label="Clock">
      <h3>Clock</h3>
      <p>{Number.isNaN(now) ? 'unknown' : `${EXACT.format(now)} UTC`}</p>
      <p className="subtle">
        Moving it runs what comes due: schedules, deadlines, retries. It cannot go back.
      </p>
      <div className="site-acts">
        {MOVES.map(({ duration, label }) => (
          <button
            key={duration}
            type="button"
            className="button"
            onClick={() => void act('The clock was not moved', () => advanceClock(duration))}
          >
            {label}
          </button>
        ))}
      </div>
    </section>
  );
}

interface LagFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function LagField({ label, value, onChange }: LagFieldProps): ReactNode {
  return (
    <label>
      <span className="label">{label}</span>
      <input type="number" min={0} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}

function SettingsPart({ state, act }: PartProps): ReactNode {
  const [searchLagMs, setSearch] = useState(String(state.searchLagMs));
  const [queryLagMs, setQuery] = useState(String(state.queryLagMs));
  const [conditionOnMissing, setCondition] = useState(state.conditionOnMissing);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const lags = { searchLagMs: Number(searchLagMs), queryLagMs: Number(queryLagMs) };
    void act('The settings were not set', () => changeSettings({ ...lags, conditionOnMissing }));
  };
  return (
    <section className="site-part" aria-label="Settings">
      <h3>What the documents leave open</h3>
      <p className="subtle">
        How much later than the write Jira&apos;s search and storage queries see it, and what a condition of a
        transaction does on a key that does not exist.
      </p>
      <form className="drawer-tools" onSubmit={submit}>
        <LagField label="Search, ms" value={searchLagMs} onChange={setSearch} />
        <LagField label="Storage queries, ms" value={queryLagMs} onChange={setQuery} />
        <label>
          <span className="label">Condition on a missing key</span>
          <select
            value={conditionOnMissing}
            onChange={(event) => setCondition(event.target.value === 'passes' ? 'passes' : 'fails')}
          >
            <option value="fails">fails</option>
            <option value="passes">passes</option>
          </select>
        </label>
        <button type="submit" className="button">
          Save settings
        </button>
      </form>
    </section>
  );
}

function FaultsPart({ state, act }: PartProps): ReactNode {
  return (
    <section className="site-part" aria-label="Faults">
      <h3>Faults in force</h3>
      {state.faults.length === 0 ? (
        <p className="subtle">None. Order one with POST /_local/faults.</p>
      ) : (
        <>
          <ul className="fault-list">
            {state.faults.map(({ title, left }, index) => (
              <li key={index}>
                {title} ({left === undefined ? 'until cleared' : `${left} more`})
              </li>
            ))}
          </ul>
          <div className="site-acts">
            <button
              type="button"
              className="button"
              onClick={() => void act('The faults were not cleared', clearFaults)}
            >
              Clear faults
            </button>
          </div>
        </>
      )}
    </section>
  );
}

/** The site itself: its clock, its settings, its faults, the accounts of people, and the way to a fresh start. */
export function SiteTab(): ReactNode {
  const site = useMemo(() => createResource(loadSiteState), []);
  const { value, failure } = useStore(site);
  const act: Act = async (what, run) => {
    await run().catch((error: unknown) => showProblem(what, error));
    await site.reload();
  };
  if (failure !== undefined) return <p className="subtle">The site did not answer: {failure.message}</p>;
  if (value === undefined) return <Skeleton lines={8} label="Loading the site" />;
  return (
    <div className="site-parts">
      <ClockPart state={value} act={act} />
      <SettingsPart key={`${value.searchLagMs} ${value.queryLagMs}`} state={value} act={act} />
      <FaultsPart state={value} act={act} />
      <AccountsPart
        accounts={value.accounts}
        onChange={(accountId, status) =>
          void act('The account was not changed', () => changeAccount(accountId, status))
        }
      />
      <ResetPart />
      <section className="site-part" aria-label="What is emulated">
        <h3>What is emulated</h3>
        <p>
          <Link to="/jira/coverage">Coverage of Jira and Forge</Link>
        </p>
      </section>
    </div>
  );
}
