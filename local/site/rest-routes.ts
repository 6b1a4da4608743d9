import type { Clock } from '../clock';
import type { JiraRates } from '../forge/doors/jira-rates';
import { toRateAnswer } from '../forge/doors/rate-refusal';
import type { JiraEmulator } from '../jira/jira-door';
import { SiteError, json, type HttpAnswer, type HttpRequest } from './http';
import type { Identify } from './identity';
import type { Route } from './router';

interface RestRoutesOptions {
  readonly jira: JiraEmulator;
  readonly clock: Clock;
  readonly identify: Identify;
  /** Jira's limits on the tenant, which all its callers share. */
  readonly rates: JiraRates;
}

/** The emulated Jira for any Jira client, acting as the named person. */
export function createRestRoutes({ jira, clock, identify, rates }: RestRoutesOptions): readonly Route[] {
  const handle = async (request: HttpRequest): Promise<HttpAnswer> => {
    const accountId = await identifyOrRefuse(identify, request);
    if (typeof accountId !== 'string') return accountId;
    const { method, url, headers, body } = request;
    const path = url.pathname + url.search;
    const now = clock.now();
    const spent = rates.take(method, path, now);
    const asked = { method, path, headers, actor: { kind: 'user', accountId } as const };
    const answer = spent
      ? toRateAnswer(spent, now)
      : await jira.handle(body === '' ? asked : { ...asked, body });
    if (answer.body === undefined) return { status: answer.status, headers: answer.headers };
    const { headers: standard = {}, ...rest } = json(answer.status, answer.body);
    return { ...rest, headers: { ...standard, ...answer.headers } };
  };
  return [{ method: '*', path: '/rest/', handle }];
}

/** A Jira client expects Jira's error shape here (forge-facts §4). */
async function identifyOrRefuse(identify: Identify, request: HttpRequest): Promise<string | HttpAnswer> {
  try {
    return await identify(request);
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    return json(error.status, { errorMessages: [error.message], errors: {} });
  }
}
