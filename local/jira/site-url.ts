/** The base of every `self` link. It leads nowhere: real links point at Atlassian's gateway, so nothing may build on them. */
export const SITE_URL = 'https://local-site.example';

/** A link into the REST API of the site. */
export function selfOf(path: string): string {
  return `${SITE_URL}/rest/api/3/${path}`;
}
