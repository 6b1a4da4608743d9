import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../clock';
import type { Fault, Faults } from '../faults';
import {
  InvocationFailure,
  currentInvocation,
  hasEnded,
  never,
  runOutside,
  type ForgeFetch,
  type Invocation,
} from '../invocation';
import type { Traffic } from '../traffic';
import { readBody, type DoorAnswer, type DoorCall, type DoorHandler } from './door';
import { readMeta, type Service } from './meta';
import { toPiecesResponse } from './pieces';

interface GateOptions {
  readonly services: Readonly<Record<Service, DoorHandler>>;
  readonly traffic: Traffic;
  readonly faults: Faults;
  readonly clock: Clock;
}

/** Builds `__forge_fetch__`: routes a call to its door through faults and the traffic log. */
export function createGate({ services, traffic, faults, clock }: GateOptions): ForgeFetch {
  return async (meta, path, init) => {
    const invocation = currentInvocation();
    if (!invocation) throw new Error('a platform call outside an invocation is not possible on Forge');
    if (hasEnded(invocation)) return never();
    const { door, service, ...who } = readMeta(meta, path);
    const call = toCall({ ...who, path }, init, invocation);
    const started = performance.now();
    const at = new Date(clock.now()).toISOString();
    const finish = (answer: DoorAnswer | undefined): void =>
      traffic.record({
        at,
        door,
        provider: call.provider,
        accountId: call.accountId ?? null,
        method: call.method,
        path: call.path,
        request: readBody(call) ?? null,
        status: answer?.status ?? 0,
        response: answer?.body ?? null,
        points: answer?.points ?? null,
        requestBytes: Buffer.byteLength(call.body ?? ''),
        ms: Math.round((performance.now() - started) * 100) / 100,
        invocation: invocation.id,
      });
    try {
      // The platform's own work, also what it causes later, is no part of the app's run.
      const handler: DoorHandler = (served) => runOutside(() => services[service](served));
      const answer = await applyFault(faults.take(door, path), { service, call, handler });
      const { pieces } = answer;
      if (pieces && !hasEnded(invocation)) {
        const onEnd = (body: unknown): void => finish({ ...answer, body });
        return toPiecesResponse({ answer, pieces, invocation, onEnd });
      }
      finish(answer);
      return hasEnded(invocation) ? await never() : toResponse(answer);
    } catch (error) {
      finish(undefined);
      if (error instanceof InvocationFailure) {
        invocation.kill(error);
        return never();
      }
      throw error;
    }
  };
}

function toCall(
  who: Pick<DoorCall, 'provider' | 'path'> & { asAccount: string | undefined },
  init: RequestInit | undefined,
  invocation: Invocation,
): DoorCall {
  const { body } = init ?? {};
  if (body !== undefined && body !== null && typeof body !== 'string') {
    throw new Error('the local site serves text bodies only; form data and streams are not served');
  }
  const account = who.provider === 'user' ? (who.asAccount ?? invocation.accountId) : undefined;
  return {
    provider: who.provider,
    path: who.path,
    ...(account === undefined ? {} : { accountId: account }),
    method: (init?.method ?? 'GET').toUpperCase(),
    headers: Object.fromEntries(new Headers(init?.headers)),
    ...(typeof body === 'string' ? { body } : {}),
    invocation,
  };
}

interface FaultyCall {
  readonly service: Service;
  readonly call: DoorCall;
  readonly handler: DoorHandler;
}

async function applyFault(fault: Fault | undefined, faulty: FaultyCall): Promise<DoorAnswer> {
  const { service, call, handler } = faulty;
  if (!fault) return handler(call);
  switch (fault.mode) {
    case 'status':
    case 'crash':
      return endCall(fault, faulty);
    case 'delay':
      await wait(fault.delayMs ?? 1_000);
      return hasEnded(call.invocation) ? never() : handler(call);
    case 'reorder':
      return handler({ ...call, disturbance: fault.mode });
    case 'drop':
    case 'duplicate':
      // The queue disturbs what it delivers, not the call that stores it.
      if (service === 'queue') return handler({ ...call, disturbance: fault.mode });
      if (fault.mode === 'drop') return endCall(fault, faulty);
      await handler(call);
      return handler(call);
  }
}

/** The call has no good answer: before or after its effect, the app gets an error, nothing, or its end. */
async function endCall(fault: Fault, { service, call, handler }: FaultyCall): Promise<DoorAnswer> {
  if (fault.when === 'after') await handler(call);
  if (fault.mode === 'status') return toFaultAnswer(service, fault.status ?? 500);
  if (fault.mode === 'drop') throw new TypeError('fetch failed');
  throw new InvocationFailure('FUNCTION_CRASHED', `fault: crash at ${call.method} ${call.path}`);
}

/** Each platform part has its own error shape (forge-facts §4, §6.3 to §6.5). */
function toFaultAnswer(service: Service, status: number): DoorAnswer {
  const message = `fault ordered with POST /_local/faults: ${status}`;
  const headers = status === 429 ? { 'retry-after': '1' } : {};
  if (service === 'accounts') return { status, headers, body: { errorType: 'FAULT', errorMessage: message } };
  if (service === 'jira') return { status, headers, body: { errorMessages: [message], errors: {} } };
  if (service === 'queue') return { status, headers, body: { errorMessage: message } };
  return {
    status,
    headers,
    body: { code: status === 429 ? 'RATE_LIMIT_EXCEEDED' : 'INTERNAL_ERROR', message },
  };
}

function toResponse({ status, headers, body }: DoorAnswer): Response {
  const text = body === undefined ? null : JSON.stringify(body);
  return new Response(text, { status, headers: { 'content-type': 'application/json', ...headers } });
}
