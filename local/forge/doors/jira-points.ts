import { LIMITS } from '../limits';
import type { JiraResponse } from '../../jira/jira-door';
import { isWrite } from './jira-rates';
import type { RateRefusal } from './rate-refusal';

const HOUR_MS = 3_600_000;

/** The app's pool of points for Jira calls: one for all its tenants, full again at each hour of UTC (forge-facts §2.6). */
export class JiraPoints {
  private hour = 0;
  private used = 0;

  /** The refusal while the pool is empty. A call is counted only when its answer is known, so the last one may go over. */
  refusal(now: number): RateRefusal | undefined {
    this.turn(now);
    const { value: limit } = LIMITS.jiraPointsPerHour;
    if (this.used < limit) return undefined;
    return { reason: 'jira-quota-global-based', limit, retryAfterMs: (this.hour + 1) * HOUR_MS - now };
  }

  spend(now: number, points: number): void {
    this.turn(now);
    this.used += points;
  }

  clear(): void {
    this.used = 0;
  }

  private turn(now: number): void {
    const hour = Math.floor(now / HOUR_MS);
    if (hour !== this.hour) this.used = 0;
    this.hour = hour;
  }
}

/** Operations whose objects are people, groups or permissions: each counts twice. */
const IDENTITY = /\/(?:user|users|myself|group|groups|mypermissions|permissions|watchers)(?:\/|$)/;
/** The fields of an answer that hold its objects. */
const LISTS = [
  'issues',
  'values',
  'comments',
  'histories',
  'issueChangeLogs',
  'transitions',
  'issueTypes',
  'issueLinkTypes',
  'groups',
  'watchers',
  'keys',
  'projectPermissions',
  'globalPermissions',
  'permissions',
];

/** What a call costs: 1, and for a read 1 an object returned, 2 where it is of identity or permission. `name` is the operation's. */
export function costOf(name: string, { status, body }: Pick<JiraResponse, 'status' | 'body'>): number {
  if (isWrite(name) || status >= 400) return 1;
  const count = name.endsWith('*') ? 1 : countObjects(body);
  return 1 + count * (IDENTITY.test(name) ? 2 : 1);
}

function countObjects(body: unknown): number {
  if (Array.isArray(body)) return body.length;
  if (typeof body !== 'object' || body === null) return 0;
  const lists = Object.entries(body).filter(([field]) => LISTS.includes(field));
  return lists.length === 0 ? 1 : lists.reduce((sum, [, list]) => sum + sizeOf(list), 0);
}

const sizeOf = (list: unknown): number =>
  typeof list === 'object' && list !== null ? Object.keys(list).length : 0;
