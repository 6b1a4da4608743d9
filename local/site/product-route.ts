import { z } from 'zod';
import type { Clock } from '../clock';
import { readBody } from '../forge/doors/door';
import { allows, findOperation } from '../forge/doors/jira-scopes';
import { toRateAnswer } from '../forge/doors/rate-refusal';
import type { ForgeHost } from '../forge/host';
import type { JiraEmulator, JiraResponse } from '../jira/jira-door';
import { SiteError, json, parseBody, type HttpAnswer, type HttpRequest } from './http';
import type { Identify } from './identity';
import type { Route } from './router';

interface ProductRouteOptions {
  readonly host: ForgeHost;
  readonly jira: JiraEmulator;
  readonly clock: Clock;
  readonly identify: Identify;
}

const ProductSchema = z.object({
  path: z.string(),
  method: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().nullable(),
});
type ProductCall = z.infer<typeof ProductSchema>;

/** `requestJira` of a frame (`fetchProduct` of the bridge): as the person, and within the scopes of the manifest. */
export function createProductRoute(options: ProductRouteOptions): Route {
  return { method: 'POST', path: '/_local/product', handle: (request) => callProduct(options, request) };
}

async function callProduct(options: ProductRouteOptions, request: HttpRequest): Promise<HttpAnswer> {
  const accountId = await options.identify(request);
  const call = parseBody(ProductSchema, request);
  // The path as a client would send it: without `..` that leaves /rest/.
  const { pathname } = new URL(call.path, 'http://jira.invalid');
  if (!pathname.startsWith('/rest/')) {
    throw new SiteError(400, 'bad-request', 'path must begin with /rest/');
  }
  const started = performance.now();
  const answer =
    checkScope(call, options.host.manifest.scopes) ??
    checkRates(call, options) ??
    (await ask(options.jira, call, accountId));
  record(options, { call, accountId, answer, ms: performance.now() - started });
  const text = answer.body === undefined ? undefined : JSON.stringify(answer.body);
  return json(200, { status: answer.status, headers: answer.headers, body: text });
}

function checkScope({ method, path }: ProductCall, scopes: readonly string[]): JiraResponse | undefined {
  const operation = findOperation(method, path);
  if (operation && allows(scopes, operation)) return undefined;
  const missing = operation
    ? `add "- ${operation.classic.join('" and "- ')}" to the scopes`
    : 'no scope is known for it';
  return { status: 403, headers: {}, body: { errorMessages: [`${method} ${path}: ${missing}`], errors: {} } };
}

/** Bursts and writes an issue count for everybody; the app's hourly points do not (forge-facts §2.6). */
function checkRates({ method, path }: ProductCall, { host, clock }: ProductRouteOptions) {
  const now = clock.now();
  const spent = host.rates.take(method, path, now);
  return spent && toRateAnswer(spent, now);
}

function ask(jira: JiraEmulator, call: ProductCall, accountId: string): Promise<JiraResponse> {
  const { body, ...rest } = call;
  return jira.handle({ ...rest, actor: { kind: 'user', accountId }, ...(body === null ? {} : { body }) });
}

interface Exchange {
  readonly call: ProductCall;
  readonly accountId: string;
  readonly answer: JiraResponse;
  readonly ms: number;
}

function record({ host, clock }: ProductRouteOptions, { call, accountId, answer, ms }: Exchange): void {
  host.traffic.record({
    at: new Date(clock.now()).toISOString(),
    door: 'jira',
    provider: 'user',
    accountId,
    method: call.method,
    path: call.path,
    request: readBody(call.body === null ? {} : { body: call.body }) ?? call.body,
    status: answer.status,
    response: answer.body ?? null,
    ms: Math.round(ms * 100) / 100,
    invocation: 'bridge',
  });
}
