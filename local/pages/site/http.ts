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

/**
 * Sends one request to the page's own origin as the acting user (the cookie says who) and returns the parsed body.
 * With a body it is a POST. Raises RequestFailure for every answer that is not 2xx.
 */
export async function request(path: string, body?: unknown): Promise<unknown> {
  const init: RequestInit = { headers: { Accept: 'application/json' }, credentials: 'same-origin' };
  if (body !== undefined) {
    init.method = 'POST';
    init.headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  const response = await fetch(path, init).catch(() => undefined);
  if (response === undefined) throw new RequestFailure(0, 'The local site does not answer.');
  const parsed = parseBody(await response.text());
  if (!response.ok) throw new RequestFailure(response.status, messageOf(parsed, response.status));
  return parsed;
}
