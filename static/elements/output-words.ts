import type { HandoffView } from '../../src/contract/handoff';
import type { Output } from '../../src/contract/output';
import type { DroppedSource } from '../../src/contract/scope';
import type { ClaimReason, OutputKind, OutputMode, StepId } from '../../src/contract/vocabulary';
import { idToWords } from './words';

type Engine = HandoffView['engine'];

/** Why a reviewer strikes or changes one claim (R186, R189). */
export const CLAIM_REASONS: Readonly<Record<ClaimReason, string>> = {
  'wrong-facts': 'It states something wrong',
  'not-in-source': 'Its source does not say that',
  'out-of-context': 'It leaves out what its source says around it',
  outdated: 'It was true once and is not any more',
  irrelevant: 'It does not help here',
  unclear: 'It cannot be understood',
  sensitive: 'It shows something sensitive',
  'wrong-tone': 'It is said in the wrong tone',
  other: 'Another reason',
};

/** What an output of each class is called (R048, R056, R063, R070). */
export const OUTPUT_KINDS: Readonly<Record<OutputKind, string>> = {
  'evidence-pack': 'Evidence pack',
  draft: 'Draft',
  'work-package': 'Work package',
  'write-back': 'Write-back',
};

/** What made an output, at the end of “Made by” (U15). */
export const OUTPUT_MODES: Readonly<Record<OutputMode, string>> = {
  model: 'a model',
  'lower-model': 'a model of a lower tier',
  composer: 'the composer, without a model',
  'manual-template': 'a template alone, to be filled in by hand',
};

/** The parts of operations, by the titles that the sections of outputs have. */
export const STEPS: Readonly<Record<StepId, string>> = {
  diagnostics: 'Evidence pack',
  baseline: 'Comparison with known-good and earlier issues',
  'vendor-escalation': 'Vendor escalation draft',
  'status-note': 'Status note draft',
  'approval-reminder': 'Approval reminder draft',
  'least-privilege': 'Least-privilege checklist',
  'exception-history': 'Exception history',
  'review-summary': 'Review summary draft',
  'tradeoff-brief': 'Sponsor trade-off brief',
  dependencies: 'Dependency summary',
  validation: 'Pre-check and rollback notes',
  'update-note': 'Update note',
};

/** Why a source was not taken (U4). */
export const DROPPED: Readonly<Record<DroppedSource['why'], string>> = {
  restricted: 'restricted for some readers of this issue',
  'made-by-ai': 'written by AI before',
  'other-project': 'in a project that some readers of this issue cannot see',
  'security-level': 'behind a security level that some readers of this issue do not have',
  'over-limit': 'beyond what one hand-off may read',
};

/** An engine in a few words: “model claude-haiku (tier 1)”, “the composer”. */
export function engineName({ name, model, tier }: Pick<Engine, 'name' | 'model' | 'tier'>): string {
  if (model !== null) return `model ${model} (tier ${tier})`;
  return name === 'template' ? 'the manual template' : `the ${name}`;
}

/** What is to produce an output, first choice first: “model claude-haiku (tier 1), then the composer”. */
export const enginePlan = (engine: Engine, fallbacks: readonly Engine[]): string =>
  [engine, ...fallbacks].map(engineName).join(', then ');

/** An engine as somebody reads of it who does not know the word: “Model claude-haiku, tier 1”, “Composer 2.0.0 (no AI model)”. */
function workerName({ name, version, model, tier }: Engine): string {
  if (model !== null) return `Model ${model}, tier ${tier}`;
  return name === 'template' ? 'A form to fill in by hand' : `${idToWords(name)} ${version} (no AI model)`;
}

const asNext = (words: string): string => `${words.slice(0, 1).toLowerCase()}${words.slice(1)}`;

/** What will work, and in its place where it fails, in order, as one reads it before confirming (R028, U15). */
export const workersInWords = (engine: Engine, fallbacks: readonly Engine[]): string =>
  fallbacks.length === 0
    ? workerName(engine)
    : `${workerName(engine)}; if it fails: ${fallbacks.map((one) => asNext(workerName(one))).join(', then ')}`;

/** Where texts of the issue go: to Forge LLM where a model may be asked, else nowhere. */
export const whereTextsGo = (plan: readonly Engine[]): string =>
  plan.some(({ model }) => model !== null)
    ? 'The sources are sent to Forge LLM, which Atlassian runs, without those in quarantine.'
    : 'Nothing is sent to an AI model.';

/** Whether something else than the first choice made the output. */
export const isDegraded = ({ mode, fallbacks }: Pick<Output, 'mode' | 'fallbacks'>): boolean =>
  mode === 'manual-template' || fallbacks.length > 0;
