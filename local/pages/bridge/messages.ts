import { isRecord, listOf, textOf } from '../site/json';
import type { FunctionMark, Packed } from './functions';

/** What passes between a frame and its page, both ways. `postMessage` carries it under the frame's token. */
export type BridgeMessage =
  | { readonly kind: 'call'; readonly id: string; readonly command: string; readonly packed: Packed }
  | { readonly kind: 'answer'; readonly id: string; readonly packed: Packed }
  | { readonly kind: 'refusal'; readonly id: string; readonly name: string; readonly message: string }
  | { readonly kind: 'callback'; readonly id: string; readonly packed: Packed };

function toMark(value: unknown): FunctionMark | undefined {
  if (!isRecord(value)) return undefined;
  const id = textOf(value['id']);
  const path = listOf(value['path']).filter((part) => typeof part === 'string');
  return id === undefined ? undefined : { id, path };
}

function toPacked(value: unknown): Packed | undefined {
  if (!isRecord(value)) return undefined;
  const functions = listOf(value['functions']).flatMap((mark) => toMark(mark) ?? []);
  return { value: value['value'], functions };
}

function toMessage(value: unknown): BridgeMessage | undefined {
  if (!isRecord(value)) return undefined;
  const id = textOf(value['id']);
  if (id === undefined) return undefined;
  if (value['kind'] === 'refusal') {
    return {
      kind: 'refusal',
      id,
      name: textOf(value['name']) ?? 'Error',
      message: textOf(value['message']) ?? '',
    };
  }
  const packed = toPacked(value['packed']);
  if (packed === undefined) return undefined;
  const command = textOf(value['command']);
  if (value['kind'] === 'call')
    return command === undefined ? undefined : { kind: 'call', id, command, packed };
  if (value['kind'] === 'answer') return { kind: 'answer', id, packed };
  return value['kind'] === 'callback' ? { kind: 'callback', id, packed } : undefined;
}

/** Reads what a window received: undefined for another frame's token and for anything that is no bridge message. */
export function openEnvelope(data: unknown, token: string): BridgeMessage | undefined {
  return isRecord(data) && token !== '' && data['bridge'] === token ? toMessage(data['message']) : undefined;
}
