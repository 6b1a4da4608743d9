import { currentInvocation, hasEnded, never, runOutside } from './invocation';

/** What leaving the sandbox raises (forge-facts §6.2). */
export class EgressRefused extends Error {
  override readonly name = 'REQUEST_EGRESS_ALLOWLIST_ERR';
  readonly status = 403;
}

/** What to write into the manifest, as the messages say it. */
export const BACKEND_LINE = 'permissions.external.fetch.backend';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * `fetch` for the app: inside an invocation only to addresses that the manifest names, and of those only to this
 * machine, because the local site must not reach others. Outside it is the real one.
 */
export function createGuardedFetch(
  realFetch: typeof globalThis.fetch,
  addresses: readonly string[],
): typeof globalThis.fetch {
  return async (input, init) => {
    const invocation = currentInvocation();
    if (!invocation) return realFetch(input, init);
    if (hasEnded(invocation)) return never();
    const url = new URL(input instanceof Request ? input.url : input);
    if (!addresses.some((address) => isNamed(address, url))) {
      throw new EgressRefused(`egress refused: the manifest does not name ${url.host} under ${BACKEND_LINE}`);
    }
    if (!LOOPBACK.includes(url.hostname)) {
      throw new EgressRefused(
        `egress refused: the manifest names ${url.host}, but the local site reaches no host`,
      );
    }
    const answer = await runOutside(() => realFetch(input, init));
    return hasEnded(invocation) ? never() : answer;
  };
}

/** Whether an address of the manifest covers a URL: `https` unless it says otherwise, `*.` for any subdomain. */
function isNamed(address: string, url: URL): boolean {
  const pattern = toUrl(address.includes('://') ? address : `https://${address}`);
  if (pattern?.protocol !== url.protocol || pattern.port !== url.port) return false;
  const { hostname } = pattern;
  return hostname.startsWith('*.') ? url.hostname.endsWith(hostname.slice(1)) : hostname === url.hostname;
}

function toUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
