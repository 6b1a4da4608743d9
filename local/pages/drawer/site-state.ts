import { exchange, request } from '../site/http';
import { listOf, numberOf, pick, pickText } from '../site/json';
import { readSiteClock } from '../site/site-clock';

/** A fault that somebody ordered. */
export interface FaultInForce {
  readonly title: string;
  /** How often it still bites; undefined for one that stays until cleared. */
  readonly left?: number | undefined;
}

/** What an owner can do to an account. */
export const ACCOUNT_STATUSES = ['active', 'updated', 'closed'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** An account of a person. */
export interface Account {
  readonly accountId: string;
  readonly displayName: string;
  readonly status: AccountStatus;
}

/** How the site stands. */
export interface SiteState {
  readonly now: string;
  readonly searchLagMs: number;
  readonly queryLagMs: number;
  readonly conditionOnMissing: 'fails' | 'passes';
  readonly faults: readonly FaultInForce[];
  readonly accounts: readonly Account[];
}

/** One fault in words: mode, door, what it matches, and with which number. */
export function toFault(value: unknown): FaultInForce {
  const match = pickText(value, 'match');
  const status = numberOf(pick(value, 'status'));
  const delayMs = numberOf(pick(value, 'delayMs'));
  const details = [
    ...(status === undefined ? [] : [String(status)]),
    ...(delayMs === undefined ? [] : [`${delayMs} ms`]),
    ...(match === undefined ? [] : [`where the path matches ${match}`]),
  ];
  const title = `${pickText(value, 'mode') ?? 'fault'} at ${pickText(value, 'door') ?? 'a door'}`;
  return {
    title: [title, ...details].join(', '),
    left: numberOf(pick(value, 'left')),
  };
}

/** Reads an account; none without an id or of an unknown status. */
export function toAccount(value: unknown): readonly Account[] {
  const accountId = pickText(value, 'accountId');
  const status = ACCOUNT_STATUSES.find((known) => known === pick(value, 'status'));
  if (accountId === undefined || status === undefined) return [];
  return [{ accountId, displayName: pickText(value, 'displayName') ?? accountId, status }];
}

/** Loads the state of the site. */
export async function loadSiteState(): Promise<SiteState> {
  const [state, faults, accounts] = await Promise.all([
    request('/_local/drawer/site'),
    request('/_local/faults'),
    request('/_local/accounts'),
  ]);
  return {
    now: pickText(state, 'now') ?? '',
    searchLagMs: numberOf(pick(state, 'settings', 'searchLagMs')) ?? 0,
    queryLagMs: numberOf(pick(state, 'settings', 'queryLagMs')) ?? 0,
    conditionOnMissing: pick(state, 'settings', 'conditionOnMissing') === 'passes' ? 'passes' : 'fails',
    faults: listOf(faults).map(toFault),
    accounts: listOf(accounts).flatMap(toAccount),
  };
}

/** Moves the site's clock forward by an ISO 8601 duration and waits until what came due has run. */
export async function advanceClock(duration: string): Promise<void> {
  await request('/_local/clock', { advance: duration });
  await readSiteClock();
}

/** Changes how the site reads what the platform's documents leave open. */
export async function changeSettings(
  settings: Pick<SiteState, 'searchLagMs' | 'queryLagMs' | 'conditionOnMissing'>,
): Promise<void> {
  await request('/_local/settings', settings);
}

/** Changes an account as its owner would at Atlassian. */
export async function changeAccount(accountId: string, status: AccountStatus): Promise<void> {
  await request('/_local/accounts', { accountId, status });
}

/** Takes every fault away. */
export async function clearFaults(): Promise<void> {
  await exchange('/_local/faults', { method: 'DELETE' });
}

/** Empties the site and fills it with a data set. */
export async function resetSite(seed: string): Promise<void> {
  await request('/_local/reset', { seed });
}
