import Resolver from '@forge/resolver';
import {
  CALLS,
  isCallName,
  type CallInput,
  type CallName,
  type CallOutput,
  type Surface,
} from '../contract/calls';
import type { CallResult, ErrorCode } from '../contract/errors';
import type { JiraUser } from '../ports/jira';
import { PortError } from '../ports/port-error';
import { siteEntry } from '../usecases/site-entry';
import { UseCaseError } from '../usecases/use-case-error';
import type { Caller, IssueCaller, World } from '../usecases/world';
import { authorise, readIdentity, type Identity } from './authorise';

/** How a call of the contract is carried out, once it is parsed and its caller is entitled. */
export type Handler<N extends CallName> = (
  world: World,
  caller: IssueCaller,
  input: CallInput<N>,
) => Promise<CallOutput<N>>;

export type Handlers = { readonly [N in CallName]: Handler<N> };

/** What the edge needs from the wiring. `userOf` makes Jira as the person of the invocation that runs now. */
export interface Wiring {
  readonly world: World;
  readonly userOf: () => JiraUser;
  readonly requestIdOf: () => string;
}

interface Invocation {
  readonly call: { readonly functionKey: string; readonly payload?: unknown };
  readonly context: Readonly<Record<string, unknown>>;
}

const failure = (code: ErrorCode, message: string, retryable = false): CallResult<never> => ({
  ok: false,
  error: { code, message, retryable },
});

function fromPort(error: PortError): CallResult<never> {
  switch (error.code) {
    case 'conflict':
      return failure(
        'conflict',
        'Somebody else changed this at the same moment. Check it and try again.',
        true,
      );
    case 'not-visible':
      return failure('not-found', 'This does not exist or you cannot see it.');
    case 'rate-limited':
      return failure('unavailable', 'Jira is busy. Nothing was changed; try again in a minute.', true);
    case 'unavailable':
      return failure(
        'unavailable',
        'Jira or its storage did not answer. Look whether your step was taken before you try again.',
        true,
      );
    case 'exhausted':
      return failure('too-many', 'As much as the policy allows was used already. Try again tomorrow (UTC).');
    case 'refused':
      return failure(
        'unavailable',
        'Jira or its storage refused this step. Nothing was changed; tell an admin.',
      );
  }
}

/** Forge shows its own consent screen when this error reaches the bridge, so it is never turned into an answer. */
const asksForConsent = (error: unknown): boolean =>
  error instanceof Error && error.name === 'NEEDS_AUTHENTICATION_ERR';

function toFailure(
  world: World,
  error: unknown,
  facts: { readonly call: string; readonly requestId: string },
): CallResult<never> {
  if (error instanceof UseCaseError) return failure(error.code, error.message, error.code === 'conflict');
  if (error instanceof PortError) {
    world.log.error('call.port-failed', { ...facts, code: error.code });
    return fromPort(error);
  }
  if (asksForConsent(error)) throw error;
  world.log.error('call.unexpected', { ...facts, error: error instanceof Error ? error.name : typeof error });
  return failure(
    'unexpected',
    `Something went wrong here. Nothing was changed. Request ${facts.requestId}.`,
    true,
  );
}

const DENIALS: ReadonlySet<ErrorCode> = new Set(['not-permitted', 'not-admin']);

/** A person who is not entitled leaves a trace in the site's chain; a failure to record is logged and changes nothing. */
async function recordDenial(
  world: World,
  caller: Caller,
  details: { readonly call: string; readonly code: string },
): Promise<void> {
  try {
    const happening = { event: 'access.denied', role: 'not entitled', policy: null, details } as const;
    await world.audit.appendToSite(siteEntry(world, caller, happening));
  } catch {
    world.log.error('audit.denial-not-recorded', details);
  }
}

async function carryOut<N extends CallName>(
  wiring: Wiring,
  request: {
    readonly name: N;
    readonly payload: unknown;
    readonly identity: Identity;
    readonly handler: Handler<N>;
  },
): Promise<CallResult<CallOutput<N>>> {
  const { world } = wiring;
  const definition = CALLS[request.name];
  const facts = { call: request.name, requestId: wiring.requestIdOf() };
  const parsed = definition.input.safeParse(request.payload);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = issue === undefined || issue.path.length === 0 ? 'the input' : issue.path.join('.');
    return failure('invalid-input', `This call does not take what was sent: check ${where}.`);
  }
  const caller: Caller = {
    accountId: request.identity.accountId,
    requestId: facts.requestId,
    jira: wiring.userOf(),
  };
  try {
    const entitled = await authorise(world, caller, {
      requires: definition.requires,
      issueId: request.identity.issueId,
    });
    const answer = await request.handler(world, entitled, parsed.data as CallInput<N>);
    return { ok: true, data: definition.output.parse(answer) as CallOutput<N> };
  } catch (error) {
    const result = toFailure(world, error, facts);
    if (!result.ok && DENIALS.has(result.error.code)) {
      await recordDenial(world, caller, { call: request.name, code: result.error.code });
    }
    return result;
  }
}

/**
 * The resolver of one surface: own allow-list, identity from the context only, zod on the way in and out, one guard for
 * every call. The payload and the name are hostile input. Calls of another surface do not exist here (AUT-02).
 */
export function createResolver(
  surface: Surface,
  handlers: Handlers,
  wiring: Wiring,
): (invocation: Invocation, backend?: Record<string, unknown>) => Promise<unknown> {
  const resolver = new Resolver();
  const names = (Object.keys(CALLS) as CallName[]).filter((name) => CALLS[name].surface === surface);
  for (const name of names) {
    resolver.define<unknown, unknown>(name, async ({ payload, context }) => {
      const identity = readIdentity(context);
      if (identity === null)
        return failure('not-signed-in', 'Sign in to Jira as a licensed user to use this.');
      return carryOut(wiring, { name, payload, identity, handler: handlers[name] });
    });
  }
  const definitions = resolver.getDefinitions();
  return async (invocation, backend) => {
    const name = invocation.call.functionKey;
    if (!isCallName(name) || CALLS[name].surface !== surface) {
      return failure('unknown-call', 'This page has no such call.');
    }
    return definitions(invocation, backend);
  };
}
