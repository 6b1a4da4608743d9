import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { chromium, type Browser, type FrameLocator, type Page } from 'playwright-core';
import { z } from 'zod';
import type { PageExchanges } from './exchanges';

const FoundSchema = z.object({
  executablePath: z.string(),
  args: z.array(z.string()),
  env: z.record(z.string(), z.string()),
});

/** Starts the browser that find-browser.mjs names. Fails with its words when there is none. */
export async function launchBrowser(): Promise<Browser> {
  const script = join(process.cwd(), 'tests/site/find-browser.mjs');
  const found = FoundSchema.parse(JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' })));
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return chromium.launch({ ...found, env: { ...Object.fromEntries(inherited), ...found.env } });
}

/** A page of one person, with everything that the browser complained about. */
export interface Person {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly open: (path: string) => Promise<void>;
  /** The app's panel on the issue page. */
  readonly panel: FrameLocator;
  readonly close: () => Promise<void>;
}

/** Where a person sits: which browser, before which site, on how wide a window, in which colours. */
export interface Seat {
  readonly browser: Browser;
  readonly site: { readonly url: string };
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
  /** Whether they hold a phone: fingers, no pointer that hovers. */
  readonly isPhone?: boolean;
  /** Sees what the person's pages ask Jira. */
  readonly exchanges?: PageExchanges;
}

/** Signs a person in on the local site: the header's chooser does no more than set this cookie. */
export async function asPerson(seat: Seat, accountId: string): Promise<Person> {
  const context = await seat.browser.newContext({
    viewport: { width: seat.width ?? 1200, height: 900 },
    colorScheme: seat.theme ?? 'light',
    hasTouch: seat.isPhone === true,
    isMobile: seat.isPhone === true,
  });
  await context.addCookies([{ name: 'actAs', value: accountId, url: seat.site.url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  seat.exchanges?.watch(page);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  return {
    page,
    complaints,
    open: async (path) => {
      await page.goto(`${seat.site.url}${path}`);
    },
    panel: page.locator('iframe[title="AI hand-off"]').contentFrame(),
    close: () => context.close(),
  };
}
