import type { AppModule, InvokeAnswer, InvokeRequest } from '../bridge/frame';
import { exchange, request } from './http';
import { listOf, pick, pickText } from './json';

/** A coloured word, as the app answers for its context panel. */
export interface Lozenge {
  readonly label: string;
  readonly type: string;
}

/** A person that the header offers. */
export interface SitePerson {
  readonly accountId: string;
  readonly name: string;
  readonly role: string;
}

function toModule(value: unknown): readonly AppModule[] {
  const [key, type, path] = [
    pickText(value, 'key'),
    pickText(value, 'type'),
    pickText(value, 'resourceUrlPath'),
  ];
  if (key === undefined || type === undefined || path === undefined) return [];
  const isConfig = pick(value, 'useAsConfig') === true;
  return [
    { key, type, title: pickText(value, 'title') ?? key, resourceUrlPath: path, useAsConfig: isConfig },
  ];
}

let modules: Promise<readonly AppModule[]> | undefined;

/** The app's UI modules; loaded once a page. */
export function loadModules(): Promise<readonly AppModule[]> {
  modules ??= request('/_local/modules').then((answer) => listOf(answer).flatMap(toModule));
  return modules;
}

/** The people of the site, in the order that the server gives. */
export async function loadPeople(): Promise<readonly SitePerson[]> {
  const answer = await request('/_local/people');
  return listOf(answer).flatMap((person) => {
    const accountId = pickText(person, 'accountId');
    if (accountId === undefined) return [];
    return [
      { accountId, name: pickText(person, 'displayName') ?? accountId, role: pickText(person, 'role') ?? '' },
    ];
  });
}

function numberIn(headers: Headers, name: string): number | undefined {
  const text = headers.get(name);
  return text === null || Number.isNaN(Number(text)) ? undefined : Number(text);
}

/** Calls the app's resolver as the acting user. Raises RequestFailure with the server's own message. */
export async function invokeResolver({ gesture, ...call }: InvokeRequest): Promise<InvokeAnswer> {
  const { body, headers } = await exchange('/_local/invoke', {
    body: call,
    ...(gesture === undefined ? {} : { headers: { 'X-Gesture': gesture } }),
  });
  const rateLimitProperties = {
    rateLimitLimit: numberIn(headers, 'X-RateLimit-Limit'),
    rateLimitRemaining: numberIn(headers, 'X-RateLimit-Remaining'),
    rateLimitReset: numberIn(headers, 'X-RateLimit-Reset'),
  };
  return { body, rateLimitProperties };
}

/** The context that Forge would give to a frame of this module. */
export function loadContext(moduleKey: string, issueKey: string | undefined): Promise<unknown> {
  const query = new URLSearchParams({ module: moduleKey, ...(issueKey === undefined ? {} : { issueKey }) });
  return request(`/_local/context?${query.toString()}`);
}

/** The lozenge of a context panel on an issue; undefined when the app gives none. */
export async function loadLozenge(moduleKey: string, issueKey: string): Promise<Lozenge | undefined> {
  const answer = await request('/_local/dynamic-properties', { module: moduleKey, issueKey });
  const label = pickText(answer, 'status', 'value', 'label');
  return label === undefined
    ? undefined
    : { label, type: pickText(answer, 'status', 'value', 'type') ?? 'default' };
}
