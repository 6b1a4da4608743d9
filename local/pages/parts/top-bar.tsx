import type { ReactNode } from 'react';
import { ADMIN_PAGE, CONFIG_PAGE, GLOBAL_PAGE } from '../bridge/locations';
import { actAs, actingAccountId } from '../site/acting-user';
import { loadPeople } from '../site/app-modules';
import { colorMode, toggleColorMode } from '../site/color-mode';
import { isBelow } from '../site/page-route';
import { createResource } from '../site/resource';
import { place } from '../site/router';
import { useStore } from '../site/store';
import { Link } from './link';

const people = createResource(loadPeople);

function ActingAs(): ReactNode {
  const { value = [] } = useStore(people);
  const accountId = actingAccountId();
  const isListed = value.some((person) => person.accountId === accountId);
  return (
    <label className="acting-as">
      <span>Acting as</span>
      <select
        value={accountId}
        onChange={(event) => {
          actAs(event.target.value);
          window.location.reload();
        }}
      >
        {!isListed && <option value={accountId}>{accountId}</option>}
        {value.map((person) => (
          <option key={person.accountId} value={person.accountId}>
            {person.role === '' ? person.name : `${person.name} · ${person.role}`}
          </option>
        ))}
      </select>
    </label>
  );
}

function ThemeButton(): ReactNode {
  const mode = useStore(colorMode);
  return (
    <button
      type="button"
      className="button"
      aria-pressed={mode === 'dark'}
      title={`Now ${mode}`}
      onClick={toggleColorMode}
    >
      Theme
    </button>
  );
}

const LINKS = [
  { to: '/jira/queue', label: 'Queue' },
  { to: GLOBAL_PAGE, label: 'AI Handoff oversight' },
  { to: ADMIN_PAGE, label: 'Settings' },
];

/** The bar over every page: where you are, where you can go, who you act as. */
export function TopBar(): ReactNode {
  const { path } = useStore(place);
  return (
    <header className="top-bar">
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <span className="product">
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <rect width="24" height="24" rx="6" />
          <path d="M6 8h8M6 12h12M6 16h5" />
        </svg>
        Local Jira
      </span>
      <nav aria-label="Main">
        {LINKS.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            isCurrent={isBelow(path, to) || (to === ADMIN_PAGE && isBelow(path, CONFIG_PAGE))}
          >
            {label}
          </Link>
        ))}
      </nav>
      <ActingAs />
      <ThemeButton />
    </header>
  );
}
