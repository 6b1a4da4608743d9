import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { unsupportedNeeds } from './app-needs';
import { createJudge, hasDocuments } from './contract';
import { PageExchanges, appExchanges, isCut } from './exchanges';
import { startLocalSite, type LocalSite } from './local-site';
import { launchBrowser } from './people';

/** A site and a browser for one test file, with what passed between pages, app and Jira. */
export interface Stage {
  readonly site: LocalSite;
  readonly browser: Browser;
  readonly exchanges: PageExchanges;
}

/**
 * Sets a stage up before the file's tests and takes it down after them; the parts exist once the tests run. At the end
 * every call of the app has to be one that the coverage table says is supported, and every exchange with Jira, of the app
 * and of the pages, has to keep to Atlassian's document in both directions.
 */
export function useStage(): () => Stage {
  let stage: Stage | null = null;
  beforeAll(async () => {
    stage = {
      site: await startLocalSite(),
      browser: await launchBrowser(),
      exchanges: new PageExchanges(),
    };
  }, 60_000);
  afterAll(async () => {
    if (stage === null) return;
    const { site, browser, exchanges } = stage;
    const needs = await unsupportedNeeds(site);
    const passed = [...(await appExchanges(site)), ...(await exchanges.all())];
    await browser.close();
    await site.stop();
    expect(needs).toEqual([]);
    if (!hasDocuments()) {
      process.stdout.write('not judged: Atlassian’s OpenAPI document is not on this machine\n');
      return;
    }
    const cut = passed.flatMap(({ request, response }) => [request, response]).filter(isCut).length;
    if (cut > 0) process.stdout.write(`not judged, cut by the traffic log: ${cut} of the bodies\n`);
    const judge = await createJudge();
    expect(passed.length).toBeGreaterThan(0);
    expect([...new Set(passed.flatMap((exchange) => judge.judge(exchange)))]).toEqual([]);
  }, 60_000);
  return () => {
    if (stage === null) throw new Error('the stage is set up in beforeAll');
    return stage;
  };
}
