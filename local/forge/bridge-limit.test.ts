import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type * as BridgePackage from '@forge/bridge';
import { LIMITS } from './limits';

let forge: typeof BridgePackage;
const asked: string[] = [];

beforeAll(async () => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
  const callBridge = async (command: string) => void asked.push(command);
  Object.assign(globalThis, { __bridge: { callBridge } });
  forge = await import('@forge/bridge');
});

afterAll(() => void jest.useRealTimers());

it('lets a frame invoke 500 times in 25 s, then throws before it asks the page', async () => {
  const { bridgeInvokes, bridgeInvokesWindow } = LIMITS;
  for (let n = 0; n < bridgeInvokes.value; n += 1) await forge.invoke('any');
  await expect(forge.invoke('any')).rejects.toThrow('500req/25s');
  expect(asked).toHaveLength(bridgeInvokes.value);
  jest.advanceTimersByTime(bridgeInvokesWindow.value * 1_000 + 1);
  await forge.invoke('any');
  expect(asked).toHaveLength(bridgeInvokes.value + 1);
});
