import type { ReactNode } from 'react';
import { loadIsAdmin } from '../issue/jira';
import { loadModules } from '../site/app-modules';
import { createResource } from '../site/resource';
import { useStore } from '../site/store';
import { usePageTitle } from '../site/use-page-title';
import { AppFrame } from './app-frame';
import { FailureNotice, Notice } from './notice';
import { Skeleton } from './skeleton';

const modules = createResource(loadModules);
const isAdmin = createResource(loadIsAdmin);
const PAGE_HEIGHT = 520;

/** A page of the app in one large frame: its first module of this type that is not the `useAsConfig` twin. */
export function AppPage({ type }: { readonly type: string }): ReactNode {
  const { value, failure } = useStore(modules);
  const ofType = value?.filter((module) => module.type === type) ?? [];
  const module = ofType.find((each) => !each.useAsConfig) ?? ofType[0];
  usePageTitle(module?.title ?? 'App');
  if (failure !== undefined) return <FailureNotice failure={failure} what="the app" />;
  if (value === undefined) return <Skeleton lines={12} label="Loading the app" />;
  if (module === undefined) {
    return (
      <Notice title="The app has no such page">
        <p>manifest.yml declares no module of the type {type}.</p>
      </Notice>
    );
  }
  return (
    <div className="app-page">
      <h1>{module.title}</h1>
      <AppFrame module={module} minHeight={PAGE_HEIGHT} />
    </div>
  );
}

/** The app's admin page; like Jira, the site shows it to Jira administrators only. */
export function AdminPage(): ReactNode {
  const { value, failure } = useStore(isAdmin);
  usePageTitle('Settings');
  if (failure !== undefined) return <FailureNotice failure={failure} what="the settings" />;
  if (value === undefined) return <Skeleton lines={12} label="Loading the settings" />;
  if (value) return <AppPage type="jira:adminPage" />;
  return (
    <Notice title="Settings are for Jira administrators">
      <p>
        The person you act as is not one. Choose an administrator under &ldquo;Acting as&rdquo; at the top of
        the page.
      </p>
    </Notice>
  );
}
