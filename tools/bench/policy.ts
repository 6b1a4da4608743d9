import type { DecisionInput } from '../../src/contract/decision';
import type { PolicyDocument } from '../../src/contract/policy';
import { digestOf } from '../../src/domain/canonical/canonical';
import { compile, type CompiledPolicy } from '../../src/domain/policy/compile';
import { decide } from '../../src/domain/policy/decide';
import { EMPTY_REPLAY, replayInto, type ReplayItem } from '../../src/domain/policy/replay';
import type { Figure } from './measure';
import { createPeers, toAttributes, type Peer } from './policy-peers';
import { documentOf, inputsOf, manyRules, RULES } from './policy-rules';

const INPUTS = 10_000;
const ROUNDS = 5;
/** How long each contestant runs in a round, in milliseconds. */
const ROUND_MILLISECONDS = 600;
/** As many decisions between two looks at the clock. */
const BATCH = 500;
const RECORDED = 100_000;
/** A page of the decision log. */
const SLICE = 1_000;

const compiled = (document: PolicyDocument): CompiledPolicy =>
  compile({
    version: 1,
    digest: digestOf(document),
    publishedAt: '2026-11-02T12:00:00.000Z',
    publishedBy: 'bench',
    authors: [],
    document,
  });

const isAllowed = (policy: CompiledPolicy, input: DecisionInput): boolean =>
  decide(policy, input).outcome !== 'blocked';

/** Raises an error at the first input on which a peer and ours differ, or when one answer is all that there is. */
async function proveEqual(policy: CompiledPolicy, peers: readonly Peer[], inputs: readonly DecisionInput[]) {
  let allowed = 0;
  for (const input of inputs) {
    const ours = isAllowed(policy, input);
    if (ours) allowed += 1;
    for (const { name, allows } of peers) {
      if ((await allows(toAttributes(input))) !== ours)
        throw new Error(`${name} does not ${ours ? 'allow' : 'deny'} as ours does: ${JSON.stringify(input)}`);
    }
  }
  if (allowed < inputs.length / 10 || allowed > (inputs.length * 9) / 10)
    throw new Error(
      `${allowed} of ${inputs.length} inputs are allowed: too few of one kind to prove anything`,
    );
}

/** Decides the input at a place. */
type Contestant = (at: number) => boolean | Promise<boolean>;

/** Decides a batch at once and counts what was allowed; a contestant that answers later takes no part. */
function countBatch(contestant: Contestant, from: number): number {
  let allowed = 0;
  for (let at = from; at < from + BATCH; at += 1) if (contestant(at) === true) allowed += 1;
  return allowed;
}

async function countLater(contestant: Contestant, from: number): Promise<number> {
  let allowed = 0;
  for (let at = from; at < from + BATCH; at += 1) if (await contestant(at)) allowed += 1;
  return allowed;
}

/** Decides the inputs over and over until the round is over; decisions a second. */
async function run(contestant: Contestant): Promise<number> {
  const isLater = typeof contestant(0) !== 'boolean';
  const start = performance.now();
  let done = 0;
  let allowed = 0;
  while (performance.now() - start < ROUND_MILLISECONDS) {
    const from = done % INPUTS;
    allowed += isLater ? await countLater(contestant, from) : countBatch(contestant, from);
    done += BATCH;
  }
  const seconds = (performance.now() - start) / 1_000;
  if (allowed === 0) throw new Error('nothing was decided');
  return done / seconds;
}

/** Everybody in turn, round after round; of each its best round, in decisions a second. */
async function race(contestants: readonly Contestant[]): Promise<readonly number[]> {
  const best = contestants.map(() => 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, contestant] of contestants.entries())
      best[at] = Math.max(best[at] ?? 0, await run(contestant));
  }
  return best;
}

/** A contestant that takes its input from a list. */
const over =
  <T>(inputs: readonly T[], allows: (input: T) => boolean | Promise<boolean>): Contestant =>
  (at) => {
    const input = inputs[at];
    if (input === undefined) throw new Error(`there is no input ${at}`);
    return allows(input);
  };

/** Seconds for a replay of recorded decisions in pages, as the page of the admin does it, under a policy that changed. */
function timeReplay(policy: CompiledPolicy, inputs: readonly DecisionInput[]): number {
  const after = compiled(documentOf(RULES.filter(({ id }) => id !== 'block-6')));
  const items = Array.from({ length: RECORDED }, (_, at) => inputs[at % inputs.length])
    .filter((input) => input !== undefined)
    .map((input, at): ReplayItem => ({
      source: 'decision',
      issueKey: `${input.facts.projectKey}-${at + 1}`,
      at: input.at,
      before: input,
      after: input,
    }));
  const start = performance.now();
  let replay = EMPTY_REPLAY;
  for (let at = 0; at < items.length; at += SLICE)
    replay = replayInto(replay, { before: policy, after }, items.slice(at, at + SLICE));
  const seconds = (performance.now() - start) / 1_000;
  if (replay.decisions.after.total !== RECORDED || replay.looser === 0)
    throw new Error('the replay left something out');
  return seconds;
}

/**
 * The policy engine's speed beside four peers in one process, over the same 24 rules and 10,000 inputs, after a proof that all
 * give the same answer to each. The peers give allow or deny; ours gives the whole decision with every reason. Peers get their
 * attributes ready made, ours reads the input as it is recorded.
 */
export async function measurePolicy(): Promise<readonly Figure[]> {
  const inputs = inputsOf(INPUTS);
  const policies = { few: compiled(documentOf(RULES)), many: compiled(documentOf(manyRules())) };
  const peers = await createPeers(RULES);
  await proveEqual(policies.few, peers, inputs);
  const attributes = inputs.map(toAttributes);
  const [few = 0, many = 0, ...rates] = await race([
    over(inputs, (input) => isAllowed(policies.few, input)),
    over(inputs, (input) => isAllowed(policies.many, input)),
    ...peers.map(({ allows }) => over(attributes, allows)),
  ]);
  return [
    {
      name: `policy: decisions over ${RULES.length} rules with every reason`,
      measured: few,
      limit: 1_000_000,
      bound: 'at-least',
      unit: '/s',
    },
    ...peers.map(({ name }, at): Figure => {
      const rate = rates[at] ?? 0;
      return {
        name: `policy: as fast as ${name} (${Math.round(rate)} /s)`,
        measured: few / rate,
        limit: 5,
        bound: 'at-least',
        unit: 'times',
      };
    }),
    {
      name: 'policy: cost of 1,000 rules against 24',
      measured: few / many,
      limit: 1_000 / RULES.length,
      unit: 'times',
    },
    {
      name: 'policy: replay of 100,000 recorded decisions',
      measured: Math.min(timeReplay(policies.few, inputs), timeReplay(policies.few, inputs)),
      limit: 2,
      unit: 's',
    },
  ];
}
