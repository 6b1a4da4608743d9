import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '../forge/limits';
import { startFixtureHost, type FixtureHost } from '../forge/testing/fixture-host';
import { createAppRoutes } from './app-routes';
import { SiteError, type HttpAnswer } from './http';
import { InvokeRates } from './invoke-rates';

let fixture: FixtureHost;

beforeAll(async () => {
  fixture = await startFixtureHost({ app: { resolve: () => 'answered' } });
});

afterAll(() => fixture.host.close());

/** A clock that stands until a test moves it. */
function createStillClock() {
  let now = Date.parse('2026-05-01T00:00:00Z');
  return { now: () => now, advance: (ms: number) => void (now += ms) };
}

function open() {
  const clock = createStillClock();
  const { host, jira } = fixture;
  const identify = async ({ headers }: { headers: Readonly<Record<string, string>> }) => headers['who'] ?? '';
  const route = createAppRoutes({ host, jira, clock, identify }).find(
    ({ path }) => path === '/_local/invoke',
  );
  return {
    clock,
    /** Invokes with a body of exactly so many bytes; answers the result, or status and code of the refusal. */
    invoke: async (bytes = 200, who = 'agent-ana'): Promise<unknown> => {
      const empty = JSON.stringify({ module: 'admin', functionKey: 'any', payload: '' });
      const payload = 'x'.repeat(bytes - empty.length);
      const body = JSON.stringify({ module: 'admin', functionKey: 'any', payload });
      const url = new URL('http://localhost/_local/invoke');
      try {
        const answer: HttpAnswer | undefined = await route?.handle({
          method: 'POST',
          url,
          headers: { who },
          body,
        });
        return answer?.status;
      } catch (error) {
        if (!(error instanceof SiteError)) throw error;
        return [error.status, error.code];
      }
    },
  };
}

describe('an invoke request', () => {
  it('has at most 500 KB', async () => {
    const { invoke } = open();
    expect(await invoke(LIMITS.invokeRequest.value)).toBe(200);
    expect(await invoke(LIMITS.invokeRequest.value + 1)).toEqual([413, 'payload-too-large']);
  });

  it('is answered with 429 over 1,200 a minute of one person, and then again', async () => {
    const { invoke, clock } = open();
    const { value: limit } = LIMITS.invokesPerUserMinute;
    for (let n = 0; n < limit; n += 1) {
      if (n % 200 === 0) clock.advance(1_000);
      expect(await invoke()).toBe(200);
    }
    clock.advance(1_000);
    expect(await invoke()).toEqual([429, 'rate-limited']);
    expect(await invoke(200, 'agent-ben')).toBe(200);
    clock.advance(60_000);
    expect(await invoke()).toBe(200);
  });
});

describe('invocations', () => {
  const refusal = (rates: InvokeRates, who: string): string | undefined => {
    try {
      rates.take(who);
      return undefined;
    } catch (error) {
      return error instanceof SiteError ? error.message : 'another error';
    }
  };

  it('of everybody are at most 300 a second', () => {
    const clock = createStillClock();
    const rates = new InvokeRates(clock);
    const { value: limit } = LIMITS.invokesPerInstallationSecond;
    for (let n = 0; n < limit; n += 1) expect(refusal(rates, `user-${n}`)).toBeUndefined();
    clock.advance(999);
    const resetAt = clock.now() / 1_000 + 0.001;
    expect(refusal(rates, 'user-x')).toBe(`Too many invocations (rateLimitReset ${resetAt})`);
    clock.advance(1);
    expect(refusal(rates, 'user-x')).toBeUndefined();
  });

  it('of everybody are at most 7,000 a minute', () => {
    const clock = createStillClock();
    const rates = new InvokeRates(clock);
    for (let n = 0; n < LIMITS.invokesPerInstallationMinute.value; n += 1) {
      if (n % 300 === 0) clock.advance(1_000);
      expect(refusal(rates, `user-${n % 100}`)).toBeUndefined();
    }
    clock.advance(1_000);
    expect(refusal(rates, 'user-x')).toContain('Too many');
  });
});
