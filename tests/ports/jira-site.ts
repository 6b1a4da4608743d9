import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { z } from 'zod';
import type { JiraApp, JiraUser } from '../../src/ports/jira';
import { startAdapterHost, type AdapterHost } from './adapter-host';

interface JiraAdapters {
  readonly app: JiraApp;
  readonly user: JiraUser;
}

/** The Jira adapters over the seeded emulator, with direct ways into it for what a test arranges and looks at. */
export interface JiraSite {
  readonly asApp: <T>(body: (jira: JiraApp) => Promise<T>) => Promise<T>;
  readonly asUser: <T>(accountId: string, body: (jira: JiraUser) => Promise<T>) => Promise<T>;
  /** One request as `app` or an account, around the app; gives the status and the body. */
  send(
    who: string,
    request: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: unknown }>;
  idOf(key: string): Promise<string>;
  readonly host: () => AdapterHost<JiraAdapters>;
}

async function load(): Promise<JiraAdapters> {
  const { createJiraApp } = await import('../../src/forge/jira/jira-app');
  const { createJiraUser } = await import('../../src/forge/jira/jira-user');
  const app = createJiraApp();
  return { app, user: createJiraUser(() => app.ownAccountId()) };
}

async function result<T>(
  { run }: AdapterHost<JiraAdapters>,
  accountId: string | null,
  body: () => Promise<T>,
): Promise<T> {
  const found: T[] = [];
  await run(accountId, async () => {
    found.push(await body());
  });
  const [first] = found;
  return first as T;
}

/** Sets a site up for a test file; every test starts from the seed. */
export function useJiraSite(): JiraSite {
  let started: AdapterHost<JiraAdapters> | undefined;
  const host = (): AdapterHost<JiraAdapters> => {
    if (started === undefined) throw new Error('the host did not start');
    return started;
  };
  beforeAll(async () => {
    started = await startAdapterHost(load);
  });
  beforeEach(() => host().reset());
  afterAll(() => started?.host.close());

  const send: JiraSite['send'] = async (who, request, body) => {
    const [method = '', path = ''] = request.split(' ');
    const response = await host().jira.handle({
      method,
      path: `/rest/api/3/${path}`,
      headers: {},
      actor: who === 'app' ? { kind: 'app' } : { kind: 'user', accountId: who },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: response.body };
  };
  return {
    host,
    send,
    asApp: (body) => result(host(), null, () => body(host().adapters.app)),
    asUser: (accountId, body) => result(host(), accountId, () => body(host().adapters.user)),
    idOf: async (key) =>
      z.object({ id: z.string() }).parse((await send('admin-ada', `GET issue/${key}`)).body).id,
  };
}
