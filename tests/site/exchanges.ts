import type { Page, Request } from 'playwright-core';
import { z } from 'zod';
import type { LocalSite } from './local-site';

/** One request to Jira's REST interface and its answer, by whichever of the two sides made it. */
export interface Exchange {
  readonly by: 'app' | 'page';
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly request: unknown;
  readonly status: number;
  /** undefined where the answer had no body. */
  readonly response: unknown;
}

const CutSchema = z.strictObject({
  omitted: z.literal('body too large for the traffic log'),
  characters: z.number(),
});

/** Whether the site's traffic log holds only a note in place of this body, so that nobody can judge it. */
export const isCut = (body: unknown): boolean => CutSchema.safeParse(body).success;

/** Collects what the pages of a test ask Jira, the bridge's `requestJira` included. */
export class PageExchanges {
  private readonly pending: Promise<Exchange | undefined>[] = [];

  watch(page: Page): void {
    page.on('requestfinished', (request) => {
      if (new URL(request.url()).pathname.startsWith('/rest/')) this.pending.push(read(request));
    });
  }

  async all(): Promise<readonly Exchange[]> {
    const exchanges = await Promise.all(this.pending);
    return exchanges.filter((exchange) => exchange !== undefined);
  }
}

/** undefined for an answer whose page was closed before it could be read. */
async function read(request: Request): Promise<Exchange | undefined> {
  try {
    const response = await request.response();
    if (response === null) return undefined;
    const { pathname, search } = new URL(request.url());
    const text = await response.text();
    return {
      by: 'page',
      method: request.method(),
      path: pathname + search,
      request: parse(request.postData() ?? ''),
      status: response.status(),
      response: parse(text),
    };
  } catch {
    return undefined;
  }
}

function parse(text: string): unknown {
  const value: unknown = text === '' ? undefined : JSON.parse(text);
  return value;
}

const EntrySchema = z.object({
  n: z.number(),
  door: z.string(),
  method: z.string(),
  path: z.string(),
  request: z.unknown(),
  status: z.number(),
  response: z.unknown(),
});

const orAbsent = (body: unknown): unknown => (body === null ? undefined : body);

/** What the app asked Jira since the site started. Fails when the site's log has dropped its oldest calls. */
export async function appExchanges(site: LocalSite): Promise<readonly Exchange[]> {
  const { text } = await site.request('/_local/traffic?since=0');
  const lines = text.split('\n').filter((line) => line !== '');
  const entries = lines.map((line) => EntrySchema.parse(JSON.parse(line)));
  const first = entries[0]?.n ?? 1;
  if (first > 1) throw new Error(`the traffic log begins at call ${first}: the calls before it are lost`);
  return entries
    .filter(({ door, status }) => door === 'jira' && status > 0)
    .map(({ method, path, request, status, response }) => ({
      by: 'app',
      method,
      path,
      request: orAbsent(request),
      status,
      response: orAbsent(response),
    }));
}
