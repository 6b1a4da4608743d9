import { SiteError, type HttpRequest } from './http';

/**
 * The two origins of the site. A page of one embeds the app's UI from the other, so that the UI
 * has no cookie of the page and the browser keeps it away from the page's APIs (forge-facts §2.8).
 */
export interface Origins {
  /** Host names with port that the site answers to. */
  readonly hosts: readonly string[];
  /** The other origin, from which a page of `host` embeds the app. */
  other(host: string): string;
}

/** Builds the origins for a port. */
export function createOrigins(port: number): Origins {
  const [localhost, ipv4, ipv6] = [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`] as const;
  return {
    hosts: [localhost, ipv4, ipv6],
    other: (host) => `http://${host === localhost ? ipv4 : localhost}`,
  };
}

/** Refuses other host names: a foreign name that resolves to loopback must not reach the site. */
export function assertHost(request: HttpRequest, { hosts }: Origins): void {
  if (!hosts.includes(request.headers['host'] ?? '')) {
    throw new SiteError(403, 'forbidden-origin', `the Host header must be one of ${hosts.join(', ')}`);
  }
}

/** Refuses calls that a browser makes for another origin, or for the app's UI on this one. */
export function assertOwnOrigin({ headers, url }: HttpRequest): void {
  const { origin, referer = '', 'sec-fetch-site': site } = headers;
  const isForeign = (origin !== undefined && origin !== `http://${url.host}`) || site === 'cross-site';
  if (isForeign || new RegExp('^https?://[^/]+/_app/').test(referer)) {
    throw new SiteError(403, 'forbidden-origin', 'this address answers pages of its own origin only');
  }
}
