import { pickText } from '../site/json';
import { BridgeError } from './bridge-error';
import type { AppModule } from './frame';

/** The site's own addresses for pages of the app. */
export const APP_PAGES: ReadonlyMap<string, string> = new Map([
  ['jira:adminPage', '/jira/settings/apps/handoff'],
  ['jira:globalPage', '/jira/apps/handoff'],
]);

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
  const type = modules.find((module) => module.key === moduleKey)?.type;
  const page = type === undefined ? undefined : APP_PAGES.get(type);
  if (target === 'module' && page !== undefined) return page;
  throw new BridgeError(`navigation target ${target} is not served by the local site`);
}
