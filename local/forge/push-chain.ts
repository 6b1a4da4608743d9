import { AsyncLocalStorage } from 'node:async_hooks';

/** What one invocation set off: it and every consumer that runs because of its pushes, however far down. */
export interface PushChain {
  /** Id of the invocation that pushed first. */
  readonly origin: string;
}

const storage = new AsyncLocalStorage<PushChain | undefined>();

/** The chain that this delivery belongs to; undefined in what nobody pushed: resolvers, triggers, schedules. */
export function currentChain(): PushChain | undefined {
  return storage.getStore();
}

/** Runs a delivery inside its chain, or outside any. */
export function runInChain<T>(chain: PushChain | undefined, task: () => T): T {
  return storage.run(chain, task);
}
