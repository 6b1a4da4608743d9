import { createRoot } from 'react-dom/client';
import { App } from './app';
import { actingAccountId } from './site/acting-user';
import { loadModules } from './site/app-modules';
import { followColorMode } from './site/color-mode';
import { followMessages } from './site/page-bridge';
import { followHistory, replaceWith } from './site/router';
import { followSiteClock } from './site/site-clock';
import './styles/base.css';
import './styles/top-bar.css';
import './styles/parts.css';
import './styles/queue.css';
import './styles/issue.css';
import './styles/adf.css';
import './styles/over-page.css';
import './styles/data-table.css';
import './styles/drawer.css';

// The cookie has to stand before the first request.
actingAccountId();
followColorMode();
followHistory();
followMessages();
void followSiteClock();
// Every page with a frame needs them; a failure is shown by the view that asks again.
loadModules().catch(() => undefined);
if (window.location.pathname === '/') replaceWith('/jira/queue');

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(<App />);
