import { z } from 'zod';
import { ErrorCodeSchema } from '../../contract/errors';
import type { Surface } from '../../contract/calls';
import { createBench, INCIDENT, type Bench } from '../../usecases/testing/bench';
import { HANDLERS } from '../handlers';
import { createResolver, type Handlers } from '../resolver';

/** What every call answers, whatever was sent. */
const AnswerSchema = z.union([
  z.strictObject({ ok: z.literal(true), data: z.unknown() }),
  z.strictObject({
    ok: z.literal(false),
    error: z.strictObject({ code: ErrorCodeSchema, message: z.string(), retryable: z.boolean() }),
  }),
]);

/** Who invokes and where. Forge's backend says the account; the context's extension comes from the browser (facts §3.2). */
export interface Invoker {
  /** Null: nobody is signed in. */
  readonly accountId?: unknown;
  readonly accountType?: string;
  readonly issueId?: string | number | null;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** A surface's resolver over the app in memory. */
export interface Edge {
  readonly bench: Bench;
  /** Calls as the browser bridge would and gives `ok` or the code of the refusal; throws when the answer has another shape. */
  call(
    name: string,
    payload?: unknown,
    invoker?: Invoker,
  ): Promise<{ readonly code: string; readonly data: unknown }>;
}

function contextOf(invoker: Invoker): Readonly<Record<string, unknown>> {
  const { issueId = INCIDENT.id } = invoker;
  return {
    ...(invoker.accountType === undefined ? {} : { accountType: invoker.accountType }),
    extension: issueId === null ? { type: 'jira:globalPage' } : { issue: { id: issueId } },
    ...invoker.context,
  };
}

/** Builds a surface's resolver; `handlers` replaces use cases where a test needs one that fails. */
export function createEdge(
  surface: Surface,
  { bench = createBench(), handlers = HANDLERS }: { bench?: Bench; handlers?: Handlers } = {},
): Edge {
  return {
    bench,
    call: async (name, payload = {}, invoker = {}) => {
      const { accountId = 'agent-ana' } = invoker;
      const resolve = createResolver(surface, handlers, {
        world: bench.world,
        userOf: () => bench.jira.userOf(String(accountId)),
        requestIdOf: () => 'invocation-1',
      });
      const invocation = { call: { functionKey: name, payload }, context: contextOf(invoker) };
      const backend = accountId === null ? {} : { principal: { accountId } };
      const answer = AnswerSchema.parse(await resolve(invocation, backend));
      return answer.ok ? { code: 'ok', data: answer.data } : { code: answer.error.code, data: answer.error };
    },
  };
}
