import { z } from 'zod';
import type { DoorCall } from './door';
import type { Door } from '../traffic';
import { REPORT_PATH } from './accounts-door';

/** First argument of `__forge_fetch__` (forge-facts §6.2 to §6.5). */
const MetaSchema = z.object({
  type: z.string(),
  provider: z.enum(['user', 'app', 'none']).default('none'),
  remote: z.string().optional(),
  accountId: z.string().optional(),
});

/** What answers a call: `accounts` is Atlassian's, beside the events of its queue. */
export type Service = Exclude<Door, 'events'> | 'accounts';

/** Which door a call takes, what stands behind it, and as whom. */
export interface CallMeta {
  /** What traffic and faults call it. */
  readonly door: Exclude<Door, 'events'>;
  readonly service: Service;
  readonly provider: DoorCall['provider'];
  readonly asAccount: string | undefined;
}

/** Understands a call's meta; throws, naming it, when the local site does not serve it. */
export function readMeta(meta: unknown, path: string): CallMeta {
  const parsed = MetaSchema.safeParse(meta);
  const service = parsed.success ? toService(parsed.data, path) : undefined;
  if (!parsed.success || !service) {
    throw new Error(`the local site does not serve the platform call ${JSON.stringify(meta)} ${path}`);
  }
  const { provider, accountId: asAccount } = parsed.data;
  // Both are paths of one gateway of the platform, `stargate`; the doors are fixed.
  return { door: service === 'accounts' ? 'queue' : service, service, provider, asAccount };
}

function toService({ type, remote }: z.infer<typeof MetaSchema>, path: string): Service | undefined {
  if (type === 'kvs') return 'kvs';
  if (type === 'llm') return 'llm';
  if (type === 'fpp' && remote === 'jira') return 'jira';
  if (type === 'fpp' && remote === 'stargate' && path.startsWith('/webhook/queue/')) return 'queue';
  if (type === 'fpp' && remote === 'stargate' && path === REPORT_PATH) return 'accounts';
  return undefined;
}
