import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HandoffView } from '../../src/contract/handoff';
import type { PolicyDocument, Tier } from '../../src/contract/policy';
import { ANA } from './at-use-gate';
import { handOff, viewOf } from './handoffs';
import { startLocalSite, type LocalSite } from './local-site';
import { publish } from './policies';
import { newDataDir } from './run-program';
import { paragraph } from './gate-trials';

/** A model that Forge offers, and one of the next tier. */
export const SMALL = 'claude-haiku-4-5-20251001';

/** What `LLM_SCRIPT` answers where the marker stands in the question; the rest of a line is as the file's format has it. */
export interface Scripted {
  readonly marker: string;
  readonly line: Readonly<Record<string, unknown>>;
}

/**
 * A site whose Forge LLM answers by a script. Comments with markers stay on the issue, so the line of a later trial goes first: it
 * fits only once its own marker is there.
 */
export function startScripted(scripted: readonly Scripted[]): Promise<LocalSite> {
  const file = join(newDataDir(), 'script.jsonl');
  const lines = [...scripted].reverse().map(({ marker, line }) => JSON.stringify({ match: marker, ...line }));
  writeFileSync(file, lines.join('\n'));
  return startLocalSite({ env: { LLM_BASE_URL: '', LLM_SCRIPT: file } });
}

/** Lets tier 1 use the small model, and any output count that has one grounded claim. */
export const withModel =
  (over: Partial<Tier> = {}, limits: Partial<PolicyDocument['limits']> = {}) =>
  (document: PolicyDocument): PolicyDocument => ({
    ...document,
    engineTier: 1,
    limits: { ...document.limits, minCoveragePercent: 0, ...limits },
    tiers: document.tiers.map((tier) => (tier.tier === 1 ? { ...tier, models: [SMALL], ...over } : tier)),
  });

/** Publishes that policy. */
export const letUseModel = (site: LocalSite, ...change: Parameters<typeof withModel>): Promise<unknown> =>
  publish(site, withModel(...change));

/** Somebody writes on the issue; then Ana hands its diagnostics off and looks at what came of it. */
export async function runOver(site: LocalSite, text: string): Promise<HandoffView> {
  const { status } = await site.request(`/rest/api/3/issue/${ANA.issueKey}/comment`, {
    as: 'agent-ben',
    method: 'POST',
    body: { body: paragraph(text) },
  });
  if (status !== 201) throw new Error(`the comment was not taken: ${status}`);
  await site.settle();
  const { summary } = await handOff(site, ANA, 'gather-diagnostics');
  return viewOf(site, ANA, summary.id);
}
