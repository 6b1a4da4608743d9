import { listOf } from '../site/json';
import { BridgeError } from './bridge-error';
import { type Callback, type Packed, packFunctions, unpackFunctions } from './functions';
import type { BridgeMessage } from './messages';

/** Answers one command of the other side; a throw or a rejection goes back as a refusal. */
export type CommandHandler = (command: string, payload: unknown) => unknown;

/** One end of a frame's bridge. Both ends are alike: each may call the other and hand over functions. */
export interface Channel {
  call(command: string, payload?: unknown): Promise<unknown>;
  receive(message: BridgeMessage): void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Creates an end that sends through `post` and answers through `handle`. Functions in payloads and answers stay where
 * they are and are called back by id; what a callback returns is not carried, as on Forge.
 */
export function createChannel(post: (message: BridgeMessage) => void, handle: CommandHandler): Channel {
  const waiting = new Map<string, Waiting>();
  const kept = new Map<string, Callback>();
  let count = 0;
  const nextId = (): string => String((count += 1));
  const keep = (callback: Callback): string => {
    const id = nextId();
    kept.set(id, callback);
    return id;
  };
  const pack = (value: unknown): Packed => packFunctions(value, keep);
  const unpack = (packed: Packed): unknown =>
    unpackFunctions(
      packed,
      (id) =>
        (...args) =>
          post({ kind: 'callback', id, packed: pack(args) }),
    );

  const answer = async (id: string, command: string, payload: unknown): Promise<void> => {
    try {
      const value = await handle(command, payload);
      post({ kind: 'answer', id, packed: pack(value) });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new BridgeError('the bridge command failed');
      post({ kind: 'refusal', id, name, message });
    }
  };
  const settle = (id: string, use: (entry: Waiting) => void): void => {
    const entry = waiting.get(id);
    waiting.delete(id);
    if (entry) use(entry);
  };

  return {
    call: (command, payload) =>
      new Promise((resolve, reject) => {
        const id = nextId();
        waiting.set(id, { resolve, reject });
        post({ kind: 'call', id, command, packed: pack(payload) });
      }),
    receive(message) {
      if (message.kind === 'call') void answer(message.id, message.command, unpack(message.packed));
      if (message.kind === 'answer') settle(message.id, (entry) => entry.resolve(unpack(message.packed)));
      if (message.kind === 'refusal') settle(message.id, (entry) => entry.reject(toError(message)));
      if (message.kind === 'callback') {
        kept.get(message.id)?.(...listOf(unpack(message.packed)));
      }
    },
  };
}

function toError({ name, message }: { readonly name: string; readonly message: string }): Error {
  const error = new BridgeError(message);
  Object.defineProperty(error, 'name', { value: name });
  return error;
}
