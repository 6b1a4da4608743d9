import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';

/** What a route answers. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A request that was read whole; everything in it is untrusted. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Error codes of the `/_local` endpoints. */
export type SiteErrorCode =
  | 'bad-request'
  | 'unauthenticated'
  | 'forbidden-origin'
  | 'not-found'
  | 'conflict'
  | 'unknown-module'
  | 'payload-too-large'
  | 'rate-limited'
  | 'invocation-failed'
  | 'not-built';

/** A refused request; the message says what is wrong and what is accepted. */
export class SiteError extends Error {
  constructor(
    readonly status: number,
    readonly code: SiteErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'SiteError';
  }
}

/** An answer with a JSON body. */
export function json(status: number, value: unknown): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(value),
  };
}

/** One JSON value a line. */
export function jsonLines(values: readonly unknown[]): HttpAnswer {
  const body = values.map((value) => `${JSON.stringify(value)}\n`).join('');
  return { status: 200, headers: { 'content-type': 'application/x-ndjson; charset=utf-8' }, body };
}

/** The answer for an error of ours. */
export function toErrorAnswer({ status, code, message }: SiteError): HttpAnswer {
  return json(status, { error: { code, message } });
}

/** Parses a JSON body by a schema; raises `bad-request` naming the field. */
export function parseBody<T extends z.ZodType>(schema: T, request: HttpRequest): z.infer<T> {
  const parsed = schema.safeParse(readJson(request.body));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SiteError(400, 'bad-request', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`);
}

function readJson(text: string): unknown {
  try {
    const value: unknown = text === '' ? {} : JSON.parse(text);
    return value;
  } catch {
    throw new SiteError(400, 'bad-request', 'the body must be JSON');
  }
}

const BODY_LIMIT = 10 * 1024 * 1024;

/** Reads a request whole; raises `payload-too-large` above 10 MB. */
export async function readRequest(message: IncomingMessage): Promise<HttpRequest> {
  let body = '';
  message.setEncoding('utf8');
  for await (const chunk of message) {
    body += String(chunk);
    if (body.length > BODY_LIMIT) {
      throw new SiteError(413, 'payload-too-large', 'a request body has at most 10 MB');
    }
  }
  const headers = Object.entries(message.headers).map(
    ([name, value]) => [name, [value].flat().join(', ')] as const,
  );
  return {
    method: message.method ?? 'GET',
    url: toUrl(message),
    headers: Object.fromEntries<string>(headers),
    body,
  };
}

function toUrl({ url = '/', headers }: IncomingMessage): URL {
  try {
    return new URL(url, `http://${headers.host ?? 'localhost'}`);
  } catch {
    throw new SiteError(400, 'bad-request', 'the request names no valid address');
  }
}
