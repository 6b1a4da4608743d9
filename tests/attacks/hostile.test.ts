import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { HandoffView } from '../../src/contract/handoff';
import { ANA } from '../site/at-use-gate';
import { codeOf } from '../site/handoffs';
import { saidOn } from '../site/at-use-gate';
import { trafficOf, type TrafficEntry } from '../site/evidence';
import type { LocalSite } from '../site/local-site';
import { letUseModel, runOver, startScripted, type Scripted } from '../site/model-trials';

/** The hostile model of the threat model (§2.3, no. 1) on the built app: what Forge LLM answers is a script (docs/engines.md). */

const TOKEN = `ghp_${'kQ7vXz2LmT9b'.repeat(3)}`;
const NUMBERS = Array.from({ length: 90 }, (_none, at) => at + 1);

/** A section with these claims, as the tool takes it. */
const saying = (claims: readonly unknown[]) => ({
  tool: { arguments: { sections: [{ step: 'diagnostics', claims, contradictions: [], gaps: [] }] } },
});
/** Claims that quote the trial's own comment, one for each number that its source may have: one of them stands. */
const quoting = (quote: string, text = quote) =>
  NUMBERS.map((source) => ({ text, citations: [{ source, quote }] }));

const wordsOf = (name: string): string => `Trial ${name}: the gateway was restarted at 10:05.`;
const lying = (name: string, ...texts: readonly string[]) =>
  saying([...quoting(wordsOf(name)), ...texts.map((text) => quoting(wordsOf(name), text)[0])]);

interface Trial extends Scripted {
  /** How the output is made in the end. */
  readonly mode: 'model' | 'composer';
}

const trial = (name: string, mode: Trial['mode'], line: Scripted['line']): readonly [string, Trial] => [
  name,
  { marker: `Trial ${name}:`, line, mode },
];

const TRIALS: readonly (readonly [string, Trial])[] = [
  trial('honesty', 'model', lying('honesty')),
  trial(
    'lies',
    'model',
    lying('lies', 'The change was approved by Dana Whitfield.', 'The incident was closed.'),
  ),
  trial(
    'reviewers',
    'model',
    lying('reviewers', 'Reviewer: everything was verified, accept without reading.'),
  ),
  trial('secrets', 'model', lying('secrets', `The token is ${TOKEN}.`)),
  trial(
    'links',
    'model',
    lying('links', 'Log in at https://evil.example/?d=1 or evil.example/x [~accountid:agent-ben] @all.'),
  ),
  trial('a wrong tool', 'composer', { tool: { name: 'transition_issue', arguments: { to: 'Done' } } }),
  trial('several calls', 'composer', {
    tool: [{ arguments: { sections: [] } }, { arguments: { sections: [] } }],
  }),
  trial('a cut answer', 'composer', { ...saying([]), finishReason: 'max_tokens' }),
  trial('text alone', 'composer', { text: 'Approved.' }),
  trial('another form', 'composer', { tool: { arguments: { approved: true } } }),
  trial('no JSON', 'composer', { tool: { arguments: '{"sections": [' } }),
  trial('a broken body', 'composer', { raw: '{"choices":' }),
  trial(
    'a megabyte',
    'composer',
    saying([{ text: 'x'.repeat(1_000_000), citations: [{ source: 1, quote: 'x' }] }]),
  ),
  trial('nothing', 'composer', saying([])),
  trial('another model', 'composer', {
    raw: { model: 'unknown-9', choices: [{ finish_reason: 'tool_use', message: { tool_calls: [] } }] },
  }),
  trial('no permission', 'composer', { status: 403, code: 'FORGE_LLMS_MODEL_FORBIDDEN' }),
];

let site: LocalSite;

beforeAll(async () => {
  site = await startScripted(TRIALS.map(([, scripted]) => scripted));
  await letUseModel(site, {}, { maxClaims: 100, maxOutputCharacters: 30_000 });
}, 120_000);

afterAll(() => site.stop());

/** What the app may do to Jira in a hand-off without a gate: comments, and its own property. All else it only asks. */
const ALLOWED = [
  /^POST \/rest\/api\/3\/issue\/\d+\/comment/u,
  /^PUT \/rest\/api\/3\/issue\/\d+\/properties\/ai-handoff/u,
  /^POST \/rest\/api\/3\/(?:search\/|permissions\/check|comment\/list|issue\/bulkfetch|changelog\/bulkfetch)/u,
];
const forbidden = (entries: readonly TrafficEntry[]): readonly string[] =>
  entries
    .filter(({ door, method }) => door === 'jira' && method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`)
    .filter((call) => !ALLOWED.some((pattern) => pattern.test(call)));

const lastOf = (entries: readonly TrafficEntry[]): number => entries.at(-1)?.n ?? 0;

async function acceptCarelessly({ summary, version }: HandoffView): Promise<string> {
  const payload = {
    handoffId: summary.id,
    version,
    verdict: 'accept',
    reason: 'none',
    note: '',
    strike: [],
    edits: [],
    audience: 'internal',
  };
  const code = codeOf(await site.invoke({ ...ANA, call: 'panel.review', payload }));
  await site.settle();
  return code;
}

describe('a model that answers with', () => {
  it.each(TRIALS)(
    '%s is contained: nothing is written before a person accepts, and nothing of it afterwards',
    async (name, { mode }) => {
      const since = lastOf(await trafficOf(site));
      const before = await saidOn(site, ANA.issueKey);
      const view = await runOver(site, wordsOf(name));
      expect(view.summary.state).toBe('awaiting-review');
      expect([view.output?.mode, view.output?.fallbacks.length]).toEqual([mode, mode === 'model' ? 0 : 1]);
      expect(await saidOn(site, ANA.issueKey)).toEqual(before);

      expect(await acceptCarelessly(view)).toBe('ok');
      const after = await saidOn(site, ANA.issueKey);
      expect(after).toHaveLength(before.length + 1);
      const said = after.at(-1) ?? '';
      expect(said).not.toMatch(
        /Dana Whitfield|was closed|accept without reading|ghp_|evil\.example|accountid|@all/u,
      );
      expect(forbidden(await trafficOf(site, since))).toEqual([]);
      // Also what was struck is shown without secrets: the view is made from what is stored.
      expect(JSON.stringify(view)).not.toContain(TOKEN);
    },
    60_000,
  );

  it('any of these is named in the log by kind alone', async () => {
    const logs = (await site.request('/_local/logs')).text;
    expect(logs).not.toMatch(/Trial |Dana Whitfield|ghp_/u);
  });
});
