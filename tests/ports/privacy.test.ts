import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AccountStatus, PrivacyReporter } from '../../src/ports/platform';
import { startAdapterHost, type AdapterHost } from './adapter-host';

/** Atlassian's account to test closure with. */
const CLOSED = '5be24ba3f91c106033269289';
const AT = '2026-11-18T10:00:00.000Z';

let site: AdapterHost<PrivacyReporter> | undefined;
const host = (): AdapterHost<PrivacyReporter> => {
  if (site === undefined) throw new Error('the host did not start');
  return site;
};

beforeAll(async () => {
  site = await startAdapterHost(async () =>
    (await import('../../src/forge/privacy')).createPrivacyReporter(),
  );
});
beforeEach(() => host().reset());
afterAll(() => site?.host.close());

async function report(...accountIds: readonly string[]): Promise<readonly AccountStatus[]> {
  const answers: (readonly AccountStatus[])[] = [];
  await host().run(null, async () => {
    answers.push(await host().adapters.report(accountIds.map((accountId) => ({ accountId, updatedAt: AT }))));
  });
  return answers.flat();
}

describe('the reporter of personal data', () => {
  it('names the accounts that were closed, and nobody where nothing is to be done', async () => {
    expect(await report('agent-ana', CLOSED)).toEqual([{ accountId: CLOSED, status: 'closed' }]);
    expect(await report('agent-ana')).toEqual([]);
    expect(await report()).toEqual([]);
  });

  it.each([
    [429, 'rate-limited'],
    [503, 'unavailable'],
  ])('raises on %i', async (status, code) => {
    host().host.faults.add({ door: 'queue', mode: 'status', status });
    await expect(report('agent-ana')).rejects.toMatchObject({ name: 'PortError', code });
  });

  it('raises when Atlassian refuses the report, and does not show it', async () => {
    await expect(report('unknown')).rejects.toMatchObject({ name: 'PortError', code: 'refused' });
  });
});
