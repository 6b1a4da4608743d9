import type { JiraEmulator } from '../jira/jira-door';
import { SiteError, json, type HttpAnswer, type HttpRequest } from './http';
import type { Identify } from './identity';
import type { Route } from './router';

/** The emulated Jira for any Jira client, acting as the named person. */
export function createRestRoutes(jira: JiraEmulator, identify: Identify): readonly Route[] {
  const handle = async (request: HttpRequest): Promise<HttpAnswer> => {
    const accountId = await identifyOrRefuse(identify, request);
    if (typeof accountId !== 'string') return accountId;
    const { method, url, headers, body } = request;
    const answer = await jira.handle({
      method,
      path: url.pathname + url.search,
      headers,
      actor: { kind: 'user', accountId },
      ...(body === '' ? {} : { body }),
    });
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
