import { isRecord, listOf, pick, pickText } from '../site/json';
import { BridgeError } from './bridge-error';

/** A REST call of the app's frame, as the person who looks at it. */
export interface ProductRequest {
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** What `@forge/bridge` makes a `Response` of (forge-facts §6.8). */
export interface ProductAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

function toHeaders(value: unknown): Readonly<Record<string, string>> {
  const pairs = listOf(value).flatMap((pair) => {
    const [name, text] = listOf(pair);
    return typeof name === 'string' && typeof text === 'string' ? [[name.toLowerCase(), text] as const] : [];
  });
  return Object.fromEntries(pairs);
}

/** Reads the payload of `fetchProduct`. Raises a BridgeError for another product than Jira, for files and for other paths. */
export function toProductRequest(payload: unknown): ProductRequest {
  const product = pickText(payload, 'product') ?? 'none';
  if (product !== 'jira')
    throw new BridgeError(`fetchProduct: product ${product} is not served by the local site`);
  if (pick(payload, 'isMultipartFormData') === true)
    throw new BridgeError('fetchProduct: form data (attachments) is not served by the local site');
  const path = pickText(payload, 'restPath') ?? '';
  // Percent signs and dots could spell a way out of /rest/; the server looks at the path once more.
  if (!path.startsWith('/rest/')) throw new BridgeError(`fetchProduct: ${path} is no path below /rest/`);
  const init = pick(payload, 'fetchRequestInit');
  const body = pick(init, 'body');
  if (isRecord(body)) throw new BridgeError('fetchProduct: the body must be text');
  return {
    path,
    method: (pickText(init, 'method') ?? 'GET').toUpperCase(),
    headers: toHeaders(pick(init, 'headers')),
    body: typeof body === 'string' ? body : null,
  };
}
