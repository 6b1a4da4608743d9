import { type ReactNode, useMemo } from 'react';
import type { AppModule } from '../bridge/frame';
import { pagePathOf } from '../bridge/locations';
import { loadIsAdmin } from '../issue/jira';
import { loadModules } from '../site/app-modules';
import { createPageRoute } from '../site/page-route';
import { createResource } from '../site/resource';
import { useStore } from '../site/store';
import { usePageTitle } from '../site/use-page-title';
import { AppFrame } from './app-frame';
import { Link } from './link';
import { FailureNotice, Notice } from './notice';
import { Skeleton } from './skeleton';

const modules = createResource(loadModules);
const isAdmin = createResource(loadIsAdmin);
const PAGE_HEIGHT = 520;

/** The page of the app that has this address, in one large frame. */
export function AppPage({ path }: { readonly path: string }): ReactNode {
  const { value, failure } = useStore(modules);
  const module = value?.find((each) => pagePathOf(each) === path);
  const route = useMemo(() => createPageRoute(path), [path]);
  usePageTitle(module?.title ?? 'App');
  if (failure !== undefined) return <FailureNotice failure={failure} what="the app" />;
  if (value === undefined) return <Skeleton lines={12} label="Loading the app" />;
  if (module === undefined) {
    return (
      <Notice title="The app has no such page">
        <p>manifest.yml declares no module for {path}.</p>
      </Notice>
    );
  }
  return (
    <div className="app-page">
      <h1>{module.title}</h1>
      <AppFrame key={module.key} module={module} minHeight={PAGE_HEIGHT} route={route} />
    </div>
  );
}

function SettingsLinks({ path }: { readonly path: string }): ReactNode {
  const { value = [] } = useStore(modules);
  const pages = value.filter((module: AppModule) => module.type === 'jira:adminPage');
  return (
    <nav className="settings-links" aria-label="Settings">
      <h2>Apps</h2>
      <ul>
        {pages.map((module) => {
          const to = pagePathOf(module) ?? '/';
          return (
            <li key={module.key}>
              <Link to={to} isCurrent={to === path}>
                {module.useAsConfig ? `${module.title} (Configure)` : module.title}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** An admin page of the app beside the settings' own links; like Jira, the site shows it to Jira administrators only. */
export function AdminPage({ path }: { readonly path: string }): ReactNode {
  const { value, failure } = useStore(isAdmin);
  usePageTitle('Settings');
  if (failure !== undefined) return <FailureNotice failure={failure} what="the settings" />;
  if (value === undefined) return <Skeleton lines={12} label="Loading the settings" />;
  if (value) {
    return (
      <div className="settings">
        <SettingsLinks path={path} />
        <AppPage path={path} />
      </div>
    );
  }
  return (
    <Notice title="Settings are for Jira administrators">
      <p>
        The person you act as is not one. Choose an administrator under &ldquo;Acting as&rdquo; at the top of
        the page.
      </p>
    </Notice>
  );
}
