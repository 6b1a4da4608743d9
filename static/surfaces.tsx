import { lazy, Suspense, type ReactElement } from 'react';
import { Notice } from './elements/notice';
import { Waiting } from './elements/waiting';

const Panel = lazy(async () => ({ default: (await import('./panel/panel')).Panel }));
const AdminPage = lazy(async () => ({ default: (await import('./admin/admin-page')).AdminPage }));
const OversightPage = lazy(async () => ({
  default: (await import('./oversight/oversight-page')).OversightPage,
}));

function screenOf(moduleKey: string): ReactElement {
  switch (moduleKey) {
    case 'issue-panel':
    case 'issue-context':
      return <Panel />;
    case 'admin-page':
    case 'admin-config':
      return <AdminPage />;
    case 'oversight-page':
      return <OversightPage />;
    default:
      return <Notice tone="danger" title={`This page has no screen for the module “${moduleKey}”.`} />;
  }
}

/** The screen of one Forge module of the manifest; an unknown module is named, not guessed. */
export function Surface({ moduleKey }: { readonly moduleKey: string }): ReactElement {
  return <Suspense fallback={<Waiting for="Opening AI hand-off" />}>{screenOf(moduleKey)}</Suspense>;
}
