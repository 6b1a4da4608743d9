import type { Output } from '../contract/output';
import type { PolicyDocument, Tier } from '../contract/policy';
import type { SealedEngine } from '../contract/scope';
import { answerTool, readAnswer } from '../domain/model/answer';
import { isAsked } from '../domain/model/answering-model';
import { onAsk, onResult, tokensOn, type Asked } from '../domain/model/breaker';
import { estimateTokens, fitSources } from '../domain/model/budget';
import { forOutside } from '../domain/model/for-outside';
import {
  marksOf,
  messagesFor,
  repairMessage,
  temperatureFor,
  type ModelMessage,
  type RunMarks,
} from '../domain/model/messages';
import type { Draft, OutputContext } from '../domain/output/check-output';
import type { Packet } from '../domain/packet/packet';
import { usableSources } from '../domain/packet/usable';
import { ModelError, type ChatAnswer, type ChatRequest } from '../ports/platform';
import { unlessOver, type Waited } from './unless-over';
import type { World } from './world';

/**
 * A run under way: what is sealed, the policy of now and what an output is checked against, until when it may go on (epoch ms), and
 * whether anybody still wants it.
 */
export interface Run {
  readonly packet: Packet;
  readonly document: PolicyDocument;
  readonly context: OutputContext;
  readonly until: number;
  readonly isOver: () => Promise<boolean>;
}

/** A draft that nobody has checked, or why there is none (a sentence without a word of the model), or that the run is over. */
export type Drafted =
  | { readonly kind: 'draft'; readonly draft: Draft; readonly answeredBy: string | null }
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'stopped' };

/** Tokens that were used, as they add up over a run. */
export type Usage = NonNullable<Output['usage']>;

/** One request to Forge may take three minutes (facts §2.1); a little less, so that the app gives up first. */
const LONGEST_CALL_MS = 170_000;
/** Questions that fail on the way, of one model in one run. */
const MAX_FAULTS = 3;
/** With less time left no model is asked: it would take the tokens, and its answer would come too late. */
const SHORTEST_CALL_MS = 5_000;
const FIRST_BACK_OFF_MS = 2_000;

/** A question as it is put to a model again and again: only its messages grow, by one. */
interface Dialogue {
  readonly engine: SealedEngine & { readonly model: string };
  readonly tier: Tier;
  readonly request: ChatRequest;
  readonly marks: RunMarks;
}

const none = (why: string): Drafted => ({ kind: 'none', why });

const WHY: Readonly<Record<ModelError['kind'], string>> = {
  'rate-limited': 'Forge limits its rate now',
  unavailable: 'it does not answer now',
  forbidden: 'this site may not use it',
  'timed-out': 'it took too long',
  refused: 'the service did not take the question',
};

/** What another question to the same model may help against. One that took minutes is not asked again. */
const isPassing = ({ kind }: ModelError): boolean => kind === 'rate-limited' || kind === 'unavailable';

const inputTokensOf = ({ messages, tool }: ChatRequest): number =>
  estimateTokens(messages.map(({ content }) => content).join('\n')) +
  estimateTokens(JSON.stringify(tool.parameters));

/** Whether the tier's tokens of the day have room for one more question, by its estimate. */
async function hasRoom(world: World, { tier, request }: Dialogue): Promise<boolean> {
  if (tier.tokensPerDay === null) return true;
  const at = world.clock.now();
  const records = await world.modelState.load(tier.models);
  const used = records.reduce((sum, record) => sum + tokensOn(record, at), 0);
  return used + inputTokensOf(request) + request.maxOutputTokens <= tier.tokensPerDay;
}

const hasTime = ({ clock }: World, { until }: Run): boolean =>
  until - Date.parse(clock.now()) >= SHORTEST_CALL_MS;

/**
 * Counts a question on its way; gives why it may not be asked, or null. What cannot be read is taken for a no: a question costs
 * money, and the run has an engine that needs none (SUP-03, SUP-04).
 */
async function whyNotAsk(world: World, dialogue: Dialogue): Promise<string | null> {
  const { model } = dialogue.engine;
  try {
    if (!(await hasRoom(world, dialogue)))
      return `the tokens of tier ${dialogue.tier.tier} for today are used up`;
    const tokens = inputTokensOf(dialogue.request);
    const asked = await world.modelState.update(model, (now) => onAsk(now, world.clock.now(), tokens));
    return asked === null ? 'it failed several times lately and is left alone for a while' : null;
  } catch (error) {
    world.log.error('model.state-unread', {
      model,
      code: error instanceof Error ? error.name : 'unexpected',
    });
    return 'what is known of its state could not be read';
  }
}

/** Records what became of a question. The answer counts even where this cannot be stored. */
async function settle(world: World, model: string, asked: Omit<Asked, 'at'>): Promise<void> {
  try {
    await world.modelState.update(model, (now) => onResult(now, { ...asked, at: world.clock.now() }));
  } catch (error) {
    world.log.error('model.state-unsaved', {
      model,
      code: error instanceof Error ? error.name : 'unexpected',
    });
  }
}

type Reply =
  | { readonly kind: 'answered'; readonly answer: ChatAnswer }
  | { readonly kind: 'failed'; readonly error: ModelError }
  | { readonly kind: 'stopped' };

const asError = (error: unknown): ModelError =>
  error instanceof ModelError
    ? error
    : new ModelError('unavailable', 'The model port failed', { cause: error });

function toReply(waited: Waited<Exclude<Reply, { kind: 'stopped' }>>): Reply {
  if (waited.kind === 'done') return waited.value;
  if (waited.kind === 'stopped') return { kind: 'stopped' };
  return { kind: 'failed', error: new ModelError('timed-out', 'No answer in time') };
}

/** Puts one question and waits for its answer, until the run is over or the time is. */
async function put(world: World, { request }: Dialogue, run: Run): Promise<Reply> {
  const until = Math.min(run.until, Date.parse(world.clock.now()) + LONGEST_CALL_MS);
  const call = world.models.chat(request).then(
    (answer) => ({ kind: 'answered', answer }) as const,
    (error: unknown) => ({ kind: 'failed', error: asError(error) }) as const,
  );
  return toReply(await unlessOver(world, call, { until, isOver: run.isOver }));
}

/** What a reply took beyond the estimate that was counted with the question, and what it says of the model. */
function resultOf(reply: Exclude<Reply, { kind: 'stopped' }>, estimate: number): Omit<Asked, 'at'> {
  if (reply.kind === 'answered') {
    const { usage } = reply.answer;
    const tokens = usage === null ? 0 : usage.inputTokens + usage.outputTokens - estimate;
    return { result: 'answered', tokens, retryAfterSeconds: null };
  }
  const { kind, retryAfterSeconds } = reply.error;
  // A question that timed out was read, so its estimate stands; the others took nothing.
  const tokens = kind === 'timed-out' ? 0 : -estimate;
  const result = kind === 'forbidden' ? 'forbidden' : kind === 'refused' ? 'answered' : 'fault';
  return { result, tokens, retryAfterSeconds };
}

/** Waits before the next question as long as the service says, else twice as long each time; false when there is no time left. */
async function backOff(world: World, run: Run, wait: number): Promise<'go-on' | 'stopped' | 'no-time'> {
  if (Date.parse(world.clock.now()) + wait >= run.until) return 'no-time';
  const waited = await unlessOver(world, world.clock.pause(wait), { until: run.until, isOver: run.isOver });
  return waited.kind === 'stopped' ? 'stopped' : 'go-on';
}

const waitBefore = ({ retryAfterSeconds }: ModelError, faults: number): number =>
  retryAfterSeconds === null ? FIRST_BACK_OFF_MS * 2 ** (faults - 1) : retryAfterSeconds * 1_000;

const withMessage = (dialogue: Dialogue, message: ModelMessage): Dialogue => ({
  ...dialogue,
  request: { ...dialogue.request, messages: [...dialogue.request.messages, message] },
});

/** What an answer is worth: a draft, a reason to ask once more, or a reason not to. */
function judge(dialogue: Dialogue, run: Run, answer: ChatAnswer): Drafted & { readonly repair?: string } {
  if (!isAsked(dialogue.engine.model, answer.model))
    return none('another model answered than the one that was confirmed');
  const { operation, limits } = run.packet;
  const read = readAnswer(answer, { operation, limits }, dialogue.marks);
  if (read.draft !== null) return { kind: 'draft', draft: read.draft, answeredBy: answer.model };
  return { ...none(read.why), ...(read.mayRepair ? { repair: read.why } : {}) };
}

interface Progress {
  readonly dialogue: Dialogue;
  readonly faults: number;
  readonly isRepair: boolean;
}

/** What follows from a failed question: another try of the same, or the end. */
async function afterFault(
  world: World,
  run: Run,
  { error, progress }: { readonly error: ModelError; readonly progress: Progress },
): Promise<Progress | Drafted> {
  const faults = progress.faults + 1;
  if (!isPassing(error) || faults >= MAX_FAULTS) return none(WHY[error.kind]);
  const next = await backOff(world, run, waitBefore(error, faults));
  if (next === 'stopped') return { kind: 'stopped' };
  return next === 'no-time' ? none(WHY[error.kind]) : { ...progress, faults };
}

/** One question and what follows from it: a result, or how to go on. */
async function step(
  world: World,
  run: Run,
  { progress, onUsage }: { readonly progress: Progress; readonly onUsage: (usage: Usage) => void },
): Promise<Progress | Drafted> {
  const { dialogue } = progress;
  if (!hasTime(world, run)) return none('the time of the run was over before it could be asked');
  const why = await whyNotAsk(world, dialogue);
  if (why !== null) return none(why);
  const reply = await put(world, dialogue, run);
  if (reply.kind === 'stopped') return reply;
  await settle(world, dialogue.engine.model, resultOf(reply, inputTokensOf(dialogue.request)));
  if (reply.kind === 'failed') return afterFault(world, run, { error: reply.error, progress });
  onUsage(reply.answer.usage ?? { inputTokens: inputTokensOf(dialogue.request), outputTokens: 0 });
  const { repair, ...drafted } = judge(dialogue, run, reply.answer);
  if (repair === undefined || progress.isRepair) return drafted;
  return { ...progress, dialogue: withMessage(dialogue, repairMessage(repair)), isRepair: true };
}

function open(
  world: World,
  run: Run,
  engine: Dialogue['engine'],
): { dialogue: Dialogue; notDone: readonly string[] } | null {
  const { packet, document } = run;
  const tier = document.tiers.find((one) => one.tier === engine.tier);
  if (tier === undefined) return null;
  const { operation, limits } = packet;
  const { sources, notDone } = fitSources(usableSources(packet.sources));
  const marks = marksOf(world.ids.nonce(), world.ids.nonce());
  const request: ChatRequest = {
    model: engine.model,
    messages: messagesFor({ operation, limits, sources }, marks),
    tool: answerTool(operation, limits),
    maxOutputTokens: tier.maxOutputTokens,
    temperature: temperatureFor(engine.model, tier.temperature),
  };
  return { dialogue: { engine, tier, request, marks }, notDone };
}

/**
 * Asks the model of an engine for a draft: the question with the sources as fenced data, a bounded number of tries on faults that
 * pass, one repair try for an answer of the wrong form (U15, OUT-08). `onUsage` hears what each answer took, also of one that is
 * left. Everything that the model says is hostile input.
 */
export async function draftByModel(
  world: World,
  run: Run,
  { engine, onUsage }: { readonly engine: Dialogue['engine']; readonly onUsage: (usage: Usage) => void },
): Promise<Drafted> {
  const opened = open(world, run, engine);
  if (opened === null) return none(`the policy has no tier ${engine.tier} any more`);
  let progress: Progress | Drafted = { dialogue: opened.dialogue, faults: 0, isRepair: false };
  while (!('kind' in progress)) progress = await step(world, run, { progress, onUsage });
  if (progress.kind !== 'draft') return progress;
  const draft = forOutside(progress.draft, run.packet.sources);
  return { ...progress, draft: { ...draft, notDone: [...draft.notDone, ...opened.notDone] } };
}
