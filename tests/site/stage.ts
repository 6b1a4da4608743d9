import { afterAll, beforeAll } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startLocalSite, type LocalSite } from './local-site';
import { launchBrowser } from './people';

/** A site and a browser for one test file. */
export interface Stage {
  readonly site: LocalSite;
  readonly browser: Browser;
}

/** Sets a stage up before the file's tests and takes it down after them; the parts exist once the tests run. */
export function useStage(): () => Stage {
  let stage: Stage | null = null;
  beforeAll(async () => {
    stage = { site: await startLocalSite(), browser: await launchBrowser() };
  }, 60_000);
  afterAll(async () => {
    await stage?.browser.close();
    await stage?.site.stop();
  });
  return () => {
    if (stage === null) throw new Error('the stage is set up in beforeAll');
    return stage;
  };
}
