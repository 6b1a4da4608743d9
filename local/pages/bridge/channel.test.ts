import { describe, expect, it } from '@jest/globals';
import { type Channel, type CommandHandler, createChannel } from './channel';
import { isCallback } from './functions';
import { type BridgeMessage, openEnvelope } from './messages';
import { isRecord, listOf, pick } from '../site/json';

/** Two ends joined as two windows are: what passes is copied by structured clone and read as unknown data. */
function join(
  left: CommandHandler,
  right: CommandHandler,
): { readonly left: Channel; readonly right: Channel } {
  const ends: Channel[] = [];
  const carry = (to: number) => (message: BridgeMessage) => {
    const data: unknown = structuredClone({ bridge: 'token', message });
    const opened = openEnvelope(data, 'token');
    if (opened) queueMicrotask(() => ends[to]?.receive(opened));
  };
  const a = createChannel(carry(1), left);
  const b = createChannel(carry(0), right);
  ends.push(a, b);
  return { left: a, right: b };
}

const silent: CommandHandler = () => undefined;

describe('createChannel', () => {
  it('answers a call with what the handler returns', async () => {
    const { left } = join(silent, (command, payload) => ({ command, payload }));
    await expect(left.call('getContext', { a: [1, { b: 2 }] })).resolves.toEqual({
      command: 'getContext',
      payload: { a: [1, { b: 2 }] },
    });
  });

  it('rejects with the name and message of what the handler threw', async () => {
    const { left } = join(silent, () => {
      throw new RangeError('too much');
    });
    await expect(left.call('x')).rejects.toMatchObject({ name: 'RangeError', message: 'too much' });
  });

  it('calls a function of a payload back with its arguments', async () => {
    const heard: unknown[] = [];
    const { left } = join(silent, (_command, payload) => {
      const onClose = pick(payload, 'onClose');
      if (isCallback(onClose)) onClose({ answer: 42 });
    });
    await left.call('openModal', { onClose: (value: unknown) => heard.push(value) });
    expect(heard).toEqual([{ answer: 42 }]);
  });

  it('carries functions inside lists and answers', async () => {
    const ran: string[] = [];
    const { left } = join(silent, (_command, payload) => {
      const onClick = pick(listOf(payload)[0], 'onClick');
      if (isCallback(onClick)) onClick();
      return { unsubscribe: () => ran.push('ended') };
    });
    const answer = await left.call('on', [{ onClick: () => ran.push('clicked') }]);
    const unsubscribe = pick(answer, 'unsubscribe');
    if (isCallback(unsubscribe)) unsubscribe();
    await new Promise((resolve) => setTimeout(resolve));
    expect(ran).toEqual(['clicked', 'ended']);
  });

  it('takes no data for a function, whatever it looks like', async () => {
    const { left } = join(silent, (_command, payload) => payload);
    const forged = { functions: [{ path: ['x'], id: '1' }], value: 1, id: '1' };
    const answer = await left.call('echo', { x: forged });
    expect(answer).toEqual({ x: forged });
    expect(isRecord(answer) && isCallback(answer['x'])).toBe(false);
  });

  it('works in both directions', async () => {
    const { right } = join((command) => `${command} done`, silent);
    await expect(right.call('frame:theme')).resolves.toBe('frame:theme done');
  });
});

describe('openEnvelope', () => {
  const message = { kind: 'call', id: '1', command: 'invoke', packed: { value: 1, functions: [] } };

  it('opens a message of the same token', () => {
    expect(openEnvelope({ bridge: 't', message }, 't')).toEqual(message);
  });

  it.each([
    ['another token', { bridge: 'u', message }],
    ['no token', { message }],
    ['another kind', { bridge: 't', message: { ...message, kind: 'eval' } }],
    ['no id', { bridge: 't', message: { ...message, id: 7 } }],
    ['no command', { bridge: 't', message: { ...message, command: '' } }],
    ['a text', 'hello'],
  ])('opens nothing with %s', (_case, data) => {
    expect(openEnvelope(data, 't')).toBeUndefined();
  });

  it('opens nothing for a frame without a token', () => {
    expect(openEnvelope({ bridge: '', message }, '')).toBeUndefined();
  });
});
