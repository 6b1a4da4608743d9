import type { Clock } from '../../../clock';
import { createSettings, type SiteSettings } from '../../../settings';
import { MemoryStore } from '../../../store/memory-store';
import type { Store } from '../../../store/store';
import type { EntityDeclaration } from '../../manifest-schema';
import { UsageMeter } from '../../usage';
import { createKvsDoor, type KvsOptions } from '../kvs-door';

/** A clock that stands until it is moved. */
export function createStandingClock(start = Date.parse('2026-05-01T00:00:00Z')): Clock {
  let now = start;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}

/** The entity of these tests: attributes of every type, a short index and some with a partition. */
export const TASK: EntityDeclaration = {
  name: 'task',
  attributes: {
    issueId: { type: 'string' },
    team: { type: 'string' },
    dueAt: { type: 'integer' },
    isOpen: { type: 'boolean' },
    score: { type: 'float' },
    body: { type: 'any' },
  },
  indexes: [
    { name: 'issueId', partition: [], range: ['issueId'] },
    { name: 'by-issue-due', partition: ['issueId'], range: ['dueAt'] },
    { name: 'by-team', partition: ['issueId', 'team'], range: ['dueAt'] },
    { name: 'by-open', partition: [], range: ['isOpen'] },
  ],
};

/** What a call was answered. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A storage door with what a test reaches into. */
export interface KvsFixture {
  readonly post: (path: string, body?: unknown) => Promise<Answer>;
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: SiteSettings;
  readonly usage: UsageMeter;
}

/** Opens a storage door over a memory store, a standing clock and one entity, unless told otherwise. */
export function openKvs(
  options: Partial<Omit<KvsOptions, 'manifest'>> & { scopes?: readonly string[] } = {},
): KvsFixture {
  const {
    scopes = ['storage:app'],
    store = new MemoryStore(),
    clock = createStandingClock(),
    settings = createSettings(),
    usage = new UsageMeter(1),
  } = options;
  const manifest = { scopes, entities: new Map([[TASK.name, TASK]]) };
  const door = createKvsDoor({ ...options, store, clock, settings, usage, manifest });
  const invocation = {
    id: 'i',
    fn: { key: 'f', exportName: 'f', timeoutSeconds: 25 },
    moduleKey: 'm',
    moduleType: 't',
    accountId: undefined,
    deadline: 0,
    traceId: 't',
    isDead: false,
    kill: () => undefined,
  };
  return {
    store,
    clock,
    settings,
    usage,
    async post(path, body) {
      const call = { invocation, provider: 'app', method: 'POST', headers: {} } as const;
      const answer = await door({ ...call, path: `/api/v1/${path}`, body: JSON.stringify(body) });
      return { status: answer.status, body: answer.body };
    },
  };
}

/** Body of a set of the entity. */
export const task = (key: string, value: object, more: object = {}) => ({
  entityName: 'task',
  key,
  value,
  ...more,
});
