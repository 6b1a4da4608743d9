import { createHash } from 'node:crypto';
import { LIMITS } from '../../forge/limits';
import { JiraError } from '../jira-error';
import { isList, isObject, type Json } from '../json';
import type { SortKeys } from '../jql/order';

const DAY_MS = 86_400_000;

/** What a token holds for: the same query of the same person. */
export interface TokenOwner {
  readonly jql: string;
  /** Undefined for anonymous. */
  readonly accountId: string | undefined;
  /** Milliseconds of the site's clock. */
  readonly now: number;
  /** How many keys the query's order has. */
  readonly keyCount: number;
}

const fingerprint = ({ jql, accountId }: TokenOwner) =>
  createHash('sha256')
    .update(JSON.stringify([jql, accountId ?? null]))
    .digest('base64url')
    .slice(0, 16);

/**
 * The token of the page after an issue: opaque to callers. It names the place in the order, not a number of issues, so
 * that an issue that comes or goes meanwhile neither repeats nor hides another one.
 */
export function writeToken(last: SortKeys, owner: TokenOwner): string {
  return Buffer.from(JSON.stringify({ of: fingerprint(owner), at: owner.now, after: last })).toString(
    'base64url',
  );
}

/** The place after which the page begins. Raises 400 for a token of somebody or something else, a broken or an old one. */
export function readToken(token: string, owner: TokenOwner): SortKeys {
  const { of, at, after } = readParts(token);
  const isCurrent =
    typeof at === 'number' && owner.now - at <= LIMITS.jiraSearchTokenAge.value * DAY_MS && at <= owner.now;
  const isPlace = isList(after) && after.length === owner.keyCount;
  if (of !== fingerprint(owner) || !isCurrent || !isPlace || !after.every(isSortKey)) {
    throw JiraError.invalid('The provided nextPageToken is invalid or has expired for this query.');
  }
  return after;
}

function readParts(token: string): Readonly<Record<string, Json>> {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return isObject(parts) ? parts : {};
  } catch {
    return {};
  }
}

function isSortKey(value: Json): value is string | number | null {
  return value === null || typeof value === 'string' || typeof value === 'number';
}
