import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import type { LocalSite } from '../../tests/site/local-site';
import { asPerson } from '../../tests/site/people';
import { median, type Figure } from './measure';

const ISSUES = ['INC-2041', 'REQ-2188', 'SEC-2274', 'ENH-2219'];
const ROUNDS = 2;

const CallSchema = z.looseObject({ n: z.number(), door: z.string(), path: z.string() });

async function trafficSince(site: LocalSite, n: number) {
  const { text } = await site.request(`/_local/traffic?since=${n}`);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => CallSchema.parse(JSON.parse(line)));
}

/** One first load of the panel in a fresh browser profile: seconds from the frame's request to eligibility on screen, and the bytes. */
async function openOnce(browser: Browser, site: LocalSite, issueKey: string) {
  const person = await asPerson({ browser, site }, 'agent-ana');
  const scripts: Promise<number>[] = [];
  person.page.on('response', (response) => {
    const isOurs = response.url().includes('/_app/') && response.url().endsWith('.js');
    if (isOurs) scripts.push(response.body().then((body) => gzipSync(body).length));
  });
  let start = performance.now();
  person.page.on('request', (request) => {
    if (request.url().includes('/_app/') && request.isNavigationRequest()) start = performance.now();
  });
  await person.open(`/browse/${issueKey}`);
  await person.panel
    .getByText(/Approval-bound|Eligible|Blocked/u)
    .first()
    .waitFor();
  const seconds = (performance.now() - start) / 1_000;
  const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
  await person.close();
  return { seconds, bytes };
}

/** Platform calls of one panel.load, counted in the site's own traffic. */
async function callsOf(site: LocalSite, issueKey: string) {
  const before = (await trafficSince(site, 0)).at(-1)?.n ?? 0;
  await site.invoke({ as: 'agent-ana', call: 'panel.load', payload: {}, issueKey });
  const calls = await trafficSince(site, before);
  return {
    jira: calls.filter((call) => call.door === 'jira').length,
    storage: calls.filter((call) => call.door === 'kvs').length,
  };
}

/** The figures of issue 2's section Speed that concern the panel. */
export async function measurePanel(browser: Browser, site: LocalSite): Promise<readonly Figure[]> {
  const opened = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const key of ISSUES) opened.push(await openOnce(browser, site, key));
  }
  const calls = [];
  for (const key of ISSUES) calls.push(await callsOf(site, key));
  return [
    {
      name: 'first load of the panel until it shows eligibility, median of 8',
      measured: median(opened.map((one) => one.seconds)),
      limit: 1,
      unit: 's',
    },
    {
      name: 'Jira calls of one panel open, most',
      measured: Math.max(...calls.map((one) => one.jira)),
      limit: 3,
      unit: 'calls',
    },
    {
      name: 'storage reads of one panel open, most',
      measured: Math.max(...calls.map((one) => one.storage)),
      limit: 3,
      unit: 'calls',
    },
    {
      name: 'initial JavaScript of the panel, gzipped',
      measured: Math.max(...opened.map((one) => one.bytes)) / 1_000,
      limit: 160,
      unit: 'KB',
    },
  ];
}
