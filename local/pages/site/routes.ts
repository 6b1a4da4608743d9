/** The issue key of a `/browse/KEY` address, in capitals as Jira writes keys; undefined for another address. */
export function issueKeyOf(path: string): string | undefined {
  const key = /^\/browse\/([A-Za-z][A-Za-z0-9_]*-\d+)\/?$/.exec(path)?.[1];
  return key?.toUpperCase();
}
