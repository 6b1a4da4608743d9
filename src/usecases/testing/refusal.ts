import { expect } from '@jest/globals';
import type { ErrorCode } from '../../contract/errors';
import { UseCaseError } from '../use-case-error';
import { storedText, type Bench } from './bench';

/** Expects a refusal with this code. */
export async function expectRefusal(call: Promise<unknown>, code: ErrorCode): Promise<void> {
  const outcome = await call.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof UseCaseError ? error.code : error),
  );
  expect(outcome).toBe(code);
}

/** Expects a refusal with this code, and that it left nothing behind in storage, queue or Jira. */
export async function expectSilentRefusal(
  bench: Bench,
  call: () => Promise<unknown>,
  code: ErrorCode,
): Promise<void> {
  const sight = (): string => `${storedText(bench)} ${bench.queue.items.length} ${bench.jira.issues.size}`;
  const before = sight();
  await expectRefusal(call(), code);
  expect(sight()).toBe(before);
}
