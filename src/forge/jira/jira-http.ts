import type { RequestInit, Route } from '@forge/api';
import type { z } from 'zod';
import { PortError, type PortErrorCode } from '../../ports/port-error';

/** `requestJira` of one actor: `api.asUser()` or `api.asApp()`. */
export type RequestJira = (
  path: Route,
  init: RequestInit,
) => Promise<Pick<Response, 'status' | 'ok' | 'text'>>;

function codeOf(status: number): PortErrorCode {
  if (status === 404 || status === 403 || status === 401) return 'not-visible';
  if (status === 409) return 'conflict';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'unavailable' : 'refused';
}

const HEADERS = { accept: 'application/json', 'content-type': 'application/json' };

async function send(request: RequestJira, call: Call): Promise<string> {
  const response = await request(call.path, {
    method: call.method,
    headers: HEADERS,
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new PortError(codeOf(response.status), `Jira answered ${response.status} to ${call.name}`);
  return text;
}

/** One call: `name` is Jira's operationId and the only thing of it that is ever logged. */
export interface Call {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: Route;
  readonly body?: unknown;
}

/** Sends a call and parses the answer; an answer of another shape is `unavailable`, never half used. */
export async function ask<T extends z.ZodType>(
  request: RequestJira,
  call: Call,
  schema: T,
): Promise<z.infer<T>> {
  const text = await send(request, call);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new PortError('unavailable', `Jira's answer to ${call.name} is not JSON`, cause);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new PortError('unavailable', `Jira's answer to ${call.name} has another shape at ${where}`);
}

/** Sends a call whose answer says nothing that we need. */
export async function tell(request: RequestJira, call: Call): Promise<void> {
  await send(request, call);
}

/** Gives null where Jira says that this actor may not see it; every other failure goes on. */
export async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof PortError && error.code === 'not-visible') return null;
    throw error;
  }
}
