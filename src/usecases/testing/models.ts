import type { PolicyDocument, Tier } from '../../contract/policy';
import type { AuditEntry } from '../../contract/audit';
import type { Output } from '../../contract/output';
import { toolAnswer, type FakeAnswerer } from '../../ports/fakes/platform.fake';
import { ModelError, type ChatAnswer, type ChatRequest } from '../../ports/platform';
import { createBench, entriesOf, handOff, onlyHandoff, settle, type Bench } from './bench';
import { putInForce } from './policy';

/**
 * A change of the policy that lets tiers use these models, tier 1 first, and asks for the highest of them. The shipped rules that
 * keep models above tier 1 from a site are lifted: every tier is allowed.
 */
export const allowing =
  (names: readonly (readonly string[])[], over: Partial<Tier> = {}) =>
  (document: PolicyDocument): PolicyDocument => ({
    ...document,
    engineTier: names.length,
    rules: document.rules
      .filter(({ id }) => id !== 'tier-2')
      .map((rule) => (rule.id === 'tier-1' ? { ...rule, when: { tierAtMost: 3 } } : rule)),
    tiers: document.tiers.map((tier) => ({
      ...tier,
      ...(tier.tier === 0 ? {} : over),
      models: [...(tier.tier === 0 ? [] : (names[tier.tier - 1] ?? []))],
    })),
  });

/** Lets the site use these models, all of them offered, and all answering like this. */
export function useModels(
  bench: Bench,
  { names, answer, ...over }: { names: readonly (readonly string[])[]; answer: FakeAnswerer } & Partial<Tier>,
): void {
  putInForce(bench, allowing(names, over));
  bench.models.names = names.flat();
  bench.models.answer = answer;
}

/** A source as a model is given it. */
export interface GivenSource {
  readonly source: number;
  readonly kind: string;
  readonly text: string;
}

/** The sources that a question carries, read as a model would read them. */
export const sourcesIn = ({ messages }: ChatRequest): readonly GivenSource[] =>
  (messages[1]?.content ?? '')
    .split('\n')
    .slice(1, -1)
    .map((line) => JSON.parse(line) as GivenSource);

/** The first step that a question asks for, as its tool's schema names it. */
export function firstStepIn({ tool }: ChatRequest): string {
  const [, step] = /"step":\{[^}]*"enum":\["(?<step>[a-z-]+)"/u.exec(JSON.stringify(tool.parameters)) ?? [];
  if (step === undefined) throw new Error('the tool names no step');
  return step;
}

/** The arguments of an answer with these claims in its first section. */
export const answerWith = (request: ChatRequest, claims: readonly unknown[]): unknown => ({
  sections: [{ step: firstStepIn(request), claims, contradictions: [], gaps: [] }],
});

/** A claim that repeats the beginning of a source and cites it. */
export function quoting({ source, text }: GivenSource): unknown {
  const quote = text.slice(0, 120).trim();
  return { text: quote, citations: [{ source, quote }] };
}

/** An honest model: it repeats descriptions and comments in their own words. */
export const honest: FakeAnswerer = (request) => {
  const said = sourcesIn(request).filter(({ kind }) => kind === 'description' || kind === 'comment');
  return toolAnswer(request, answerWith(request, said.map(quoting)));
};

/** The model of tier 1 and the one of tier 2 that `benchWith` has. */
export const SMALL = 'claude-haiku-4-5';
export const LARGE = 'claude-opus-4-8';

type Setting = Partial<Parameters<typeof useModels>[1]>;

/** A site with a small model in tier 1 and a large one in tier 2. */
export function benchWith(answer: FakeAnswerer, over: Setting = {}): Bench {
  const bench = createBench({ comments: ['The carrier restarted its gateway at 10:05.'] });
  useModels(bench, { names: [[SMALL], [LARGE]], answer, ...over });
  return bench;
}

/** What the large model does; the small one does something else, by default what is honest. */
export const largeDoes =
  (answer: FakeAnswerer, small: FakeAnswerer = honest): FakeAnswerer =>
  (request) =>
    request.model === LARGE ? answer(request) : small(request);

/** Diagnostics from request to output. */
export async function runOn(bench: Bench): Promise<Output> {
  await handOff(bench, 'gather-diagnostics');
  await settle(bench);
  const output = bench.memory.outputs.get(onlyHandoff(bench).id);
  if (output === undefined) throw new Error(`no output: ${onlyHandoff(bench).explanation}`);
  return output;
}

/** The entry that says how the only run ended. */
export function finishedIn(bench: Bench): Extract<AuditEntry, { event: 'run.finished' }> {
  const entry = entriesOf(bench).find(
    (one): one is Extract<AuditEntry, { event: 'run.finished' }> => one.event === 'run.finished',
  );
  if (entry === undefined) throw new Error('no run finished');
  return entry;
}

/** A question that fails. */
export const fails = (kind: ModelError['kind'], retryAfterSeconds: number | null = null): never => {
  throw new ModelError(kind, `fails with ${kind}`, { retryAfterSeconds });
};

/** An answer that never comes. */
export const never = (): Promise<ChatAnswer> => new Promise(() => undefined);
