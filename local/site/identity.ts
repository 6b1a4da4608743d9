import { z } from 'zod';
import type { JiraEmulator } from '../jira/jira-door';
import { SiteError, type HttpRequest } from './http';

/** Finds out whom a request acts as; raises `unauthenticated`. */
export type Identify = (request: HttpRequest) => Promise<string>;

const UserSchema = z.object({ active: z.boolean() });

/** Accepts the header `X-Act-As`, basic auth `accountId:anything` and the cookie `actAs`, in this order. */
export function createIdentify(jira: JiraEmulator): Identify {
  return async (request) => {
    const accountId = readAccountId(request);
    if (accountId === undefined) {
      throw new SiteError(
        401,
        'unauthenticated',
        'name an account: header X-Act-As, cookie actAs or basic auth',
      );
    }
    const path = `/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`;
    const { status, body } = await jira.handle({ method: 'GET', path, headers: {}, actor: { kind: 'app' } });
    const user = UserSchema.safeParse(body);
    if (status !== 200 || !user.data?.active) {
      throw new SiteError(
        401,
        'unauthenticated',
        'the account is unknown or inactive; GET /_local/people lists some',
      );
    }
    return accountId;
  };
}

function readAccountId({ headers }: HttpRequest): string | undefined {
  const { 'x-act-as': header, authorization = '', cookie = '' } = headers;
  if (header) return header;
  const [scheme, credentials = ''] = authorization.split(' ');
  if (scheme?.toLowerCase() === 'basic') return Buffer.from(credentials, 'base64').toString().split(':')[0];
  const value = /(?:^|;\s*)actAs=([^;]+)/.exec(cookie)?.[1];
  return value === undefined ? undefined : decodeCookie(value);
}

function decodeCookie(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
