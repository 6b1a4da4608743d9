import { listOf, pick, pickText, recordOf, textOf } from './json';

/** A request that was not served; `status` is 0 when nothing answered. The message is the server's own. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Reads the sentence out of Jira's ErrorCollection or the site's `{error: {message}}`. */
export function messageOf(body: unknown, status: number): string {
  const fieldErrors = Object.values(recordOf(pick(body, 'errors')));
  const messages = [...listOf(pick(body, 'errorMessages')), ...fieldErrors].flatMap(
    (message) => textOf(message) ?? [],
  );
  const own =
    pickText(body, 'error', 'message') ?? pickText(body, 'message') ?? pickText(body, 'errorMessage');
  return messages.length > 0 ? messages.join(' ') : (own ?? `The site answered with status ${status}.`);
}

function parseBody(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What may go along with a request. */
interface RequestOptions {
  /** Sent as JSON by POST. */
  readonly body?: unknown;
  readonly method?: 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends one request to the page's own origin as the acting user (the cookie says who). Raises RequestFailure. */
async function send(path: string, { body, method, headers }: RequestOptions): Promise<Response> {
  const hasBody = body !== undefined;
  const init: RequestInit = {
    method: method ?? (hasBody ? 'POST' : 'GET'),
    headers: {
      Accept: 'application/json',
      ...(hasBody ? { 'Content-Type': 'application/json' } : {}),
      ...headers,
    },
    credentials: 'same-origin',
    ...(hasBody ? { body: JSON.stringify(body) } : {}),
  };
  const response = await fetch(path, init).catch(() => undefined);
  if (response === undefined) throw new RequestFailure(0, 'The local site does not answer.');
  if (!response.ok)
    throw new RequestFailure(response.status, messageOf(parseBody(await response.text()), response.status));
  return response;
}

/** Sends one request and returns the parsed body. With a body it is a POST. Raises RequestFailure for every answer that is not 2xx. */
export async function request(path: string, body?: unknown): Promise<unknown> {
  const response = await send(path, { body });
  return parseBody(await response.text());
}

/** The same with headers both ways. */
export async function exchange(
  path: string,
  options: RequestOptions,
): Promise<{ readonly body: unknown; readonly headers: Headers }> {
  const response = await send(path, options);
  return { body: parseBody(await response.text()), headers: response.headers };
}

/** Asks for JSON Lines. */
export async function requestLines(path: string): Promise<readonly unknown[]> {
  const text = await (await send(path, {})).text();
  return text.split('\n').flatMap((line) => (line === '' ? [] : [parseBody(line)]));
}
