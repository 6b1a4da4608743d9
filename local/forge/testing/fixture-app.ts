import api, { route } from '@forge/api';
import { InvocationError, InvocationErrorCode, Queue, type AsyncEvent } from '@forge/events';
import { kvs } from '@forge/kvs';
import { list } from '@forge/llm';
import Resolver from '@forge/resolver';
import { z } from 'zod';

/** A tiny app over the real packages: each resolver call does one platform call. */
const resolver = new Resolver();
const queue = new Queue({ key: 'fixture-queue' });

resolver.define('echo', ({ payload, context }) => ({
  payload: z.unknown().parse(payload),
  accountId: z.unknown().parse(context['accountId']),
}));
resolver.define('readIssue', async () => {
  const answer = await api.asUser().requestJira(route`/rest/api/3/issue/${'FIX-1'}`);
  return { status: answer.status, body: z.unknown().parse(await answer.json()) };
});
resolver.define('editIssue', async () => {
  const answer = await api
    .asApp()
    .requestJira(route`/rest/api/3/issue/${'FIX-1'}`, { method: 'PUT', body: '{}' });
  return { status: answer.status, body: z.unknown().parse(await answer.json()) };
});
resolver.define('remember', async ({ payload }) => {
  await kvs.set('remembered', z.object({ value: z.string() }).parse(payload).value);
  return kvs.get('remembered');
});
resolver.define('now', () => new Date().toISOString());
resolver.define('egress', () => fetch('https://example.com/'));
resolver.define('models', () => list());
resolver.define('push', async ({ payload }) => {
  const { delayInSeconds, name } = z
    .object({ name: z.string(), delayInSeconds: z.number().optional() })
    .parse(payload);
  return queue.push({ body: { name }, ...(delayInSeconds === undefined ? {} : { delayInSeconds }) });
});

/** Resolver function of the fixture's UI modules. */
export const resolve = resolver.getDefinitions();

/** Consumer: asks for one retry when told to, throws once when told to, and keeps what it saw. */
export async function consume(event: AsyncEvent): Promise<unknown> {
  const name = String(event.body['name']);
  const retries = event.retryContext?.retryCount ?? 0;
  await kvs.set(`consumed-${name}`, retries + 1);
  if (name === 'retry' && retries === 0) {
    return new InvocationError({ retryAfter: 2, retryReason: InvocationErrorCode.FUNCTION_RETRY_REQUEST });
  }
  if (name.startsWith('throw') && retries === 0) throw new Error('first delivery fails');
  if (name === 'as-user') {
    const answer = await api.asUser().requestJira(route`/rest/api/3/myself`);
    await kvs.set('as-user', answer.status);
  }
  return undefined;
}

/** Trigger: counts events per type; one issue key always fails. */
export async function onIssue(event: unknown, context: unknown): Promise<void> {
  const { eventType, issue } = z
    .object({ eventType: z.string(), issue: z.object({ key: z.string() }) })
    .parse(event);
  const key = `seen-${eventType}`;
  const before = z
    .number()
    .default(0)
    .parse(await kvs.get(key));
  await kvs.set(key, before + 1);
  await kvs.set(
    'trigger-principal',
    String(z.object({ principal: z.unknown() }).partial().parse(context).principal),
  );
  if (issue.key === 'FAIL-1') throw new Error('always fails');
}

/** Schedule: counts its runs. */
export async function onHour(): Promise<void> {
  const before = z
    .number()
    .default(0)
    .parse(await kvs.get('hourly-runs'));
  await kvs.set('hourly-runs', before + 1);
}
