import type { World } from '../../world';

/** At which call to the platform a process dies, from 1, and whether that call still takes effect. */
export interface CrashPlan {
  readonly call: number;
  readonly when: 'before' | 'after';
}

/** What a dead process sees of the platform: no answer, whatever it tries. */
export class Crashed extends Error {
  constructor() {
    super('the process is dead');
  }
}

/** The platform's hold on the process that serves one invocation. */
export interface Power {
  /** Begins an invocation: a live process, which dies as planned. */
  begin(plan: CrashPlan | null): void;
  /** How many calls the invocation has made so far. */
  calls(): number;
  /** Whether the process of the invocation that began last has died. */
  isDead(): boolean;
  /** The same port, whose calls count and which dies with the process. */
  wire<P extends object>(port: P): P;
}

type Method = (...args: readonly unknown[]) => unknown;

const isMethod = (value: unknown): value is Method => typeof value === 'function';

/** Power that is on. A process that dies at a call gets no answer to it, nor to any later one, even where it catches errors. */
export function createPower(): Power {
  let plan: CrashPlan | null = null;
  let calls = 0;
  let dead = false;
  const die = (): Promise<never> => {
    dead = true;
    return Promise.reject(new Crashed());
  };
  const through = (method: Method, args: readonly unknown[]): unknown => {
    if (dead) return Promise.reject(new Crashed());
    calls += 1;
    if (calls !== plan?.call) return method(...args);
    return plan.when === 'before' ? die() : Promise.resolve(method(...args)).then(die, die);
  };
  return {
    begin: (next) => {
      plan = next;
      calls = 0;
      dead = false;
    },
    calls: () => calls,
    isDead: () => dead,
    wire: (port) =>
      new Proxy(port, {
        get: (target, name) => {
          const value: unknown = Reflect.get(target, name);
          return isMethod(value) ? (...args: readonly unknown[]) => through(value.bind(target), args) : value;
        },
      }),
  };
}

/** The world with every port on the power but those of the process itself: clock, ids and log. */
export function wireWorld(world: World, power: Power): World {
  return {
    ...world,
    handoffs: power.wire(world.handoffs),
    audit: power.wire(world.audit),
    checkpoints: power.wire(world.checkpoints),
    registry: power.wire(world.registry),
    privacy: power.wire(world.privacy),
    policies: power.wire(world.policies),
    decisions: power.wire(world.decisions),
    shares: power.wire(world.shares),
    jira: power.wire(world.jira),
    queue: power.wire(world.queue),
    models: power.wire(world.models),
    modelState: power.wire(world.modelState),
  };
}
