import { pickText } from '../site/json';
import { BridgeError } from './bridge-error';
import type { AppModule } from './frame';

/** The site's own addresses for pages of the app. */
export const GLOBAL_PAGE = '/jira/apps/handoff';
export const ADMIN_PAGE = '/jira/settings/apps/handoff';
/** The page behind Configure in Jira's list of apps: the module with `useAsConfig`. */
export const CONFIG_PAGE = '/jira/settings/apps/handoff-config';

/** The address of a module that fills a page; undefined for one that does not. */
export function pagePathOf({
  type,
  useAsConfig,
}: Pick<AppModule, 'type' | 'useAsConfig'>): string | undefined {
  if (type === 'jira:globalPage') return GLOBAL_PAGE;
  if (type === 'jira:adminPage') return useAsConfig ? CONFIG_PAGE : ADMIN_PAGE;
  return undefined;
}

/** The address of an issue's page. */
export function issuePath(issueKey: string): string {
  return `/browse/${encodeURIComponent(issueKey)}`;
}

/**
 * The absolute address of a navigation location (forge-facts §3.4): a URL, or `{target: 'issue' | 'module'}`. Raises a
 * BridgeError for another target and for an address that is not http(s), such as `javascript:`.
 */
export function resolveLocation(
  location: unknown,
  modules: readonly AppModule[],
  pageOrigin: string,
): string {
  const url = new URL(pickText(location, 'url') ?? targetPath(location, modules), pageOrigin);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new BridgeError('only http and https addresses can be opened');
  return url.href;
}

function targetPath(location: unknown, modules: readonly AppModule[]): string {
  const target = pickText(location, 'target') ?? 'none';
  const issueKey = pickText(location, 'issueKey');
  if (target === 'issue' && issueKey !== undefined) return issuePath(issueKey);
  const moduleKey = pickText(location, 'moduleKey');
  const module = modules.find(({ key }) => key === moduleKey);
  const page = module === undefined ? undefined : pagePathOf(module);
  if (target === 'module' && page !== undefined) return `${page}${routeIn(pickText(location, 'path'))}`;
  throw new BridgeError(`navigation target ${target} is not served by the local site`);
}

/** The route inside the module, as `createHistory` reads it; it can never leave the module's page. */
function routeIn(path: string | undefined): string {
  if (path === undefined) return '';
  const { pathname, search, hash } = new URL(
    path.startsWith('/') ? path : `/${path}`,
    'http://module.invalid',
  );
  return `${pathname === '/' ? '' : pathname}${search}${hash}`;
}
