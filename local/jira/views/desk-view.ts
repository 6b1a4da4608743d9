import { toJiraDate } from '../dates';
import { SITE_URL } from '../site-url';
import type { JiraState } from '../state';
import { avatarUrls, viewUserId } from './user-view';

/** A link into the service-desk API of the site. */
export function deskUrl(path: string): string {
  return `${SITE_URL}/rest/servicedeskapi/${path}`;
}

/** An instant in the four forms of the service-desk API. */
export function viewDeskDate(ms: number) {
  return {
    iso8601: new Date(ms).toISOString().replace(/\.\d+Z$/, '+0000'),
    jira: toJiraDate(ms),
    friendly: new Date(ms).toISOString().slice(0, 16).replace('T', ' '),
    epochMillis: ms,
  };
}

/** A person as the service-desk API shows one; undefined for nobody. */
export function viewDeskUser(state: JiraState, accountId: string | null) {
  const user = viewUserId(state, accountId);
  if (user === null) return undefined;
  const { displayName, active, timeZone, self } = user;
  return {
    accountId: user.accountId,
    displayName,
    active,
    timeZone,
    _links: { self, jiraRest: self, avatarUrls: avatarUrls('user', user.accountId) },
  };
}

interface DeskPage {
  readonly path: string;
  readonly start: number;
  readonly limit: number;
}

/** One page of a list in the envelope of the service-desk API. */
export function viewDeskPage<T>(all: readonly T[], { path, start, limit }: DeskPage) {
  const values = all.slice(start, start + limit);
  const isLastPage = start + values.length >= all.length;
  const link = (from: number) => deskUrl(`${path}?start=${from}&limit=${limit}`);
  return {
    _expands: [],
    size: values.length,
    start,
    limit,
    isLastPage,
    _links: {
      self: link(start),
      base: SITE_URL,
      context: '',
      ...(isLastPage ? {} : { next: link(start + limit) }),
      ...(start === 0 ? {} : { prev: link(Math.max(0, start - limit)) }),
    },
    values,
  };
}
