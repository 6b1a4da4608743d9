/** Where the app's frames live, seen from the page, and the other way round: the two loopback names of one port. */
const COUNTERPARTS: ReadonlyMap<string, string> = new Map([
  ['localhost', '127.0.0.1'],
  ['127.0.0.1', 'localhost'],
]);

/**
 * The origin on the other side of the frame's border. Two names of one server are two origins to the browser, so the
 * app's code has no cookie of the page and cannot call Jira by itself. Undefined for a name that has no counterpart.
 */
export function counterpartOrigin(location: {
  readonly protocol: string;
  readonly hostname: string;
  readonly port: string;
}): string | undefined {
  const hostname = COUNTERPARTS.get(location.hostname);
  if (hostname === undefined) return undefined;
  return `${location.protocol}//${hostname}${location.port === '' ? '' : `:${location.port}`}`;
}

const FRAGMENT = '#bridge=';

/** The address of a frame: the token stands in the fragment, which is never sent to a server. */
export function frameUrl(origin: string, path: string, token: string): string {
  return `${origin}${path}${FRAGMENT}${encodeURIComponent(token)}`;
}

/** The token in a frame's own fragment; empty when there is none, and then no message passes. */
export function tokenOf(hash: string): string {
  return hash.startsWith(FRAGMENT) ? decodeURIComponent(hash.slice(FRAGMENT.length)) : '';
}
