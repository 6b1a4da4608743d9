import { z } from 'zod';
import type { DoorCall } from './door';
import type { Door } from '../traffic';

/** First argument of `__forge_fetch__` (forge-facts §6.2 to §6.5). */
const MetaSchema = z.object({
  type: z.string(),
  provider: z.enum(['user', 'app', 'none']).default('none'),
  remote: z.string().optional(),
  accountId: z.string().optional(),
});

/** Which door a call takes and as whom. */
export interface CallMeta {
  readonly door: Exclude<Door, 'events'>;
  readonly provider: DoorCall['provider'];
  readonly asAccount: string | undefined;
}

/** Understands a call's meta; throws, naming it, when the local site does not serve it. */
export function readMeta(meta: unknown, path: string): CallMeta {
  const parsed = MetaSchema.safeParse(meta);
  const door = parsed.success ? toDoor(parsed.data, path) : undefined;
  if (!parsed.success || !door) {
    throw new Error(`the local site does not serve the platform call ${JSON.stringify(meta)} ${path}`);
  }
  return { door, provider: parsed.data.provider, asAccount: parsed.data.accountId };
}

function toDoor({ type, remote }: z.infer<typeof MetaSchema>, path: string): CallMeta['door'] | undefined {
  if (type === 'kvs') return 'kvs';
  if (type === 'llm') return 'llm';
  if (type === 'fpp' && remote === 'jira') return 'jira';
  if (type === 'fpp' && remote === 'stargate' && path.startsWith('/webhook/queue/')) return 'queue';
  return undefined;
}
