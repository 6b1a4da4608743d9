import { AsyncLocalStorage } from 'node:async_hooks';
import { z } from 'zod';
import type { Clock } from '../clock';
import { currentInvocation, type Invocation } from '../forge/invocation';
import { Ring } from '../forge/ring';
import type { AppExports } from '../forge/runtime';

/**
 * What set the app going: a resolver `call` by hand or script, a `refresh` that a frame made by itself, a `delivery`
 * of queue, trigger or schedule, a change in `jira` itself, or a move of the site's `clock`.
 */
export type StepKind = 'call' | 'refresh' | 'delivery' | 'jira' | 'clock';

/** One thing that set the app going, as the drawer groups platform calls by. */
export interface Step {
  readonly n: number;
  /** The site's clock, ISO 8601 UTC. */
  readonly at: string;
  readonly kind: StepKind;
  /** The resolver call, queue, event, schedule, REST call or duration. */
  readonly name: string;
  readonly moduleKey: string | null;
  readonly accountId: string | null;
  readonly issueKey: string | null;
  /** Steps with the same gesture came from one click or key of a person; null where the caller names none. */
  readonly gesture: string | null;
  /** The invocation of the app, as the traffic names it; null where the app was not called. */
  readonly invocation: string | null;
}

type StepDraft = Pick<Step, 'kind' | 'name'> & Partial<Omit<Step, 'n' | 'at'>>;

/** What a page sends with a resolver call that no person asked for: a frame that looks again by itself. */
const NO_GESTURE = 'none';

const CAPACITY = 5_000;

const PayloadSchema = z.object({
  call: z.object({ functionKey: z.string() }).optional(),
  context: z
    .object({ extension: z.object({ issue: z.object({ key: z.string() }).optional() }).optional() })
    .optional(),
  queueName: z.string().optional(),
  eventType: z.string().optional(),
});

/** The newest 5,000 steps. It watches the app from outside: nothing that the app could see changes. */
export class Steps {
  private readonly ring = new Ring<Step>(CAPACITY);
  private readonly gestures = new AsyncLocalStorage<string | undefined>();
  private epoch = 1;

  constructor(private readonly clock: Clock) {}

  /** Changes whenever the numbers start again from 1. */
  get generation(): number {
    return this.epoch;
  }

  record(draft: StepDraft): void {
    const nothing = { moduleKey: null, accountId: null, issueKey: null, gesture: null, invocation: null };
    const at = new Date(this.clock.now()).toISOString();
    this.ring.add({ n: this.ring.next, at, ...nothing, ...draft });
  }

  /** Steps numbered above `n`. */
  since(n: number): readonly Step[] {
    return this.ring.after(n);
  }

  clear(): void {
    this.epoch += 1;
    this.ring.clear();
  }

  /** Runs a request of somebody; what it invokes is recorded under this gesture. */
  during<T>(gesture: string | undefined, run: () => T): T {
    return this.gestures.run(gesture, run);
  }

  /** The app with handlers that are recorded before they run. */
  watch(app: AppExports): AppExports {
    const watched = Object.entries(app).map(([name, handler]): [string, unknown] => [
      name,
      typeof handler === 'function' ? this.watchHandler(handler) : handler,
    ]);
    return Object.fromEntries(watched);
  }

  private watchHandler(handler: CallableFunction): (...args: unknown[]) => unknown {
    return (...args) => {
      const invocation = currentInvocation();
      if (invocation) this.record(toStep(invocation, args[0], this.gestures.getStore()));
      const result: unknown = Reflect.apply(handler, undefined, args);
      return result;
    };
  }
}

const DELIVERIES = ['consumer', 'trigger', 'scheduledTrigger'];

function kindOf({ moduleType }: Invocation, isCall: boolean, gesture: string | undefined): StepKind {
  if (DELIVERIES.includes(moduleType)) return 'delivery';
  return isCall && gesture !== NO_GESTURE ? 'call' : 'refresh';
}

function toStep(invocation: Invocation, payload: unknown, gesture: string | undefined): StepDraft {
  const { id, moduleKey, accountId = null, fn } = invocation;
  const { call, context, queueName, eventType } = PayloadSchema.safeParse(payload).data ?? {};
  const kind = kindOf(invocation, call !== undefined, gesture);
  return {
    kind,
    name: call?.functionKey ?? queueName ?? eventType ?? fn.key,
    moduleKey,
    accountId,
    issueKey: context?.extension?.issue?.key ?? null,
    gesture: kind === 'call' && gesture !== undefined ? gesture : null,
    invocation: id,
  };
}
