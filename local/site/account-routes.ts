import { z } from 'zod';
import { ACCOUNT_STATUSES } from '../jira/account-ledger';
import type { AccountOutcome, MembershipOutcome } from '../jira/accounts';
import type { Jira } from '../jira/jira';
import { SiteError, json, parseBody, type HttpAnswer, type HttpRequest } from './http';
import type { Route } from './router';

const ChangeSchema = z.strictObject({ accountId: z.string(), status: z.enum(ACCOUNT_STATUSES) });

const MembershipSchema = z.strictObject({
  accountId: z.string(),
  group: z.string(),
  isMember: z.boolean(),
});

type Accounts = Pick<Jira, 'accounts' | 'changeAccount' | 'changeMembership'>;

/**
 * People's accounts, as their owners change them at Atlassian; the app learns of it when it reports personal data. And
 * their groups, as an admin of the organisation changes them.
 */
export function createAccountRoutes(jira: Accounts): readonly Route[] {
  return [
    { method: 'GET', path: '/_local/accounts', handle: () => json(200, jira.accounts()) },
    { method: 'POST', path: '/_local/accounts', handle: (request) => change(jira, request) },
    { method: 'POST', path: '/_local/groups', handle: (request) => regroup(jira, request) },
  ];
}

function change(jira: Accounts, request: HttpRequest): HttpAnswer {
  const asked = parseBody(ChangeSchema, request);
  const outcome = jira.changeAccount(asked);
  if (outcome === 'changed') return json(200, asked);
  throw refusalOf(outcome, asked.accountId);
}

function regroup(jira: Accounts, request: HttpRequest): HttpAnswer {
  const asked = parseBody(MembershipSchema, request);
  const outcome = jira.changeMembership(asked);
  if (outcome === 'changed') return json(200, asked);
  throw membershipRefusal(outcome, asked);
}

function membershipRefusal(
  outcome: Exclude<MembershipOutcome, 'changed'>,
  { accountId, group }: z.infer<typeof MembershipSchema>,
): SiteError {
  switch (outcome) {
    case 'unknown-group':
      return new SiteError(404, 'not-found', `no group ${group}; GET /rest/api/3/groups/picker lists all`);
    case 'unknown-account':
      return refusalOf('unknown', accountId);
    case 'closed':
      return refusalOf('closed', accountId);
  }
}

function refusalOf(outcome: Exclude<AccountOutcome, 'changed'>, accountId: string): SiteError {
  switch (outcome) {
    case 'unknown':
      return new SiteError(404, 'not-found', `no account ${accountId}; GET /_local/accounts lists all`);
    case 'app':
      return new SiteError(400, 'bad-request', `${accountId} is the account of an app, which nobody closes`);
    case 'closed':
      return new SiteError(409, 'conflict', `${accountId} is closed; make it active first`);
  }
}
