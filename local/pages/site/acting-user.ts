/** Who the page acts as when nobody was chosen yet. */
const DEFAULT_ACCOUNT_ID = 'agent-ana';

/** Reads the acting account out of a cookie header; undefined when it names none. */
export function accountIdOf(cookies: string): string | undefined {
  const pair = cookies.split('; ').find((part) => part.startsWith('actAs='));
  const value = pair?.slice('actAs='.length) ?? '';
  try {
    return value === '' ? undefined : decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Makes every later request act as this account. */
export function actAs(accountId: string): void {
  document.cookie = `actAs=${encodeURIComponent(accountId)}; path=/; SameSite=Strict`;
}

/** The account that the page acts as; chooses the default one, so that the server sees the same. */
export function actingAccountId(): string {
  const accountId = accountIdOf(document.cookie);
  if (accountId !== undefined) return accountId;
  actAs(DEFAULT_ACCOUNT_ID);
  return DEFAULT_ACCOUNT_ID;
}
