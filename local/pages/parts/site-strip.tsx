import type { ReactNode } from 'react';
import { drawer, toggleDrawer } from '../drawer/drawer-state';
import { place } from '../site/router';
import { useStore } from '../site/store';
import { Link } from './link';

/** The line at the foot of every page: that this is no Atlassian site, and the way to look inside it. */
export function SiteStrip(): ReactNode {
  const { isOpen } = useStore(drawer);
  const { path } = useStore(place);
  return (
    <footer className="site-strip">
      <span>Local site, not Atlassian</span>
      <Link to="/jira/coverage" isCurrent={path === '/jira/coverage'}>
        Coverage
      </Link>
      <button
        type="button"
        className="button"
        aria-expanded={isOpen}
        aria-controls={isOpen ? 'drawer' : undefined}
        onClick={toggleDrawer}
      >
        Platform calls
      </button>
    </footer>
  );
}
