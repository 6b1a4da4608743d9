import {
  SectionSchema,
  type Claim,
  type Contradiction,
  type Gap,
  type Section,
  type Source,
} from '../../contract/output';
import type { DenylistEntry } from '../../contract/policy';
import type { ExecutionClass, OperationId, OutputKind } from '../../contract/vocabulary';
import { groundSections } from '../grounding/ground';
import { createGapJudge } from '../grounding/judge-gap';
import { normalise } from '../grounding/normalise';
import { once } from '../grounding/once';
import { compileDenylist } from '../guardrails/denylist';
import { redactSecrets } from '../guardrails/redact';
import { operationOf } from '../operations/catalogue';
import { guardClaim, guardText, type Hit, type OutputGuards } from './guard-claim';

/** What an engine returns: sections whose claims nobody has checked, and what a reader could take for done and was not. */
export interface Draft {
  readonly sections: readonly Section[];
  readonly notDone: readonly string[];
}

/** What a draft is checked against: all sources of the packet, the policy's denylist and the people known on the issue. */
export interface OutputContext {
  readonly operation: OperationId;
  readonly sources: readonly Source[];
  readonly denylist: readonly DenylistEntry[];
  readonly names: readonly string[];
}

/** A rule that hit, and the number of its claim; null for anything else of the draft. */
interface OutputFinding {
  readonly ruleId: string;
  readonly claim: number | null;
}

/** Checked sections and lines of `notDone`, what was found, and why the draft is refused as a whole (a sentence) or null. */
export interface CheckedOutput {
  readonly sections: readonly Section[];
  readonly notDone: readonly string[];
  readonly findings: readonly OutputFinding[];
  readonly refused: string | null;
}

const KINDS: Readonly<Record<ExecutionClass, OutputKind>> = {
  'evidence-gathering': 'evidence-pack',
  'drafting-and-summaries': 'draft',
  'checklist-and-validation': 'work-package',
  'ticket-write-back': 'write-back',
};

/** What an operation returns, by its class (R048, R056, R063, R070). */
export const kindOf = (operation: OperationId): OutputKind => KINDS[operationOf(operation).class];

/** Characters of all texts of an output together: what a comment could hold twice over. */
const MAX_CHARACTERS = 65_536;
const MAX_NOT_DONE = 20;
const MAX_NOT_DONE_LENGTH = 300;

/** A draft on its way: what is left of it, what was found, and what refuses it. */
interface Checking {
  readonly context: OutputContext;
  readonly guards: OutputGuards;
  readonly judgeGap: ReturnType<typeof createGapJudge>;
  /** The texts of all sources, normalised. */
  readonly allTold: () => string;
  readonly findings: OutputFinding[];
}

const textsOf = ({ claims, contradictions, gaps }: Section): readonly string[] => [
  ...claims.flatMap(({ text, citations }) => [text, ...citations.map(({ quote }) => quote)]),
  ...contradictions.flatMap(({ text, citations }) => [text, ...citations.map(({ quote }) => quote)]),
  ...gaps.flatMap(({ text, ask }) => [text, ask]),
];

const hasOwnNumbers = (sections: readonly Section[]): boolean => {
  const numbers = sections.flatMap(({ claims }) => claims.map(({ number }) => number));
  return new Set(numbers).size === numbers.length;
};

/** Why a draft has no shape that people could review; null when it has. It trusts no engine's types. */
function whyMisshapen({ sections, notDone }: Draft, operation: OperationId): string | null {
  const { steps } = operationOf(operation);
  if (!sections.every((section) => SectionSchema.safeParse(section).success))
    return 'Its parts have not the shape or the lengths that an output has.';
  if (sections.map(({ step }) => step).join() !== steps.join())
    return 'It does not have one part for each step of the operation, in order.';
  if (!hasOwnNumbers(sections)) return 'Two of its claims have one number.';
  const length = [...sections.flatMap(textsOf), ...notDone].reduce((sum, text) => sum + text.length, 0);
  return length > MAX_CHARACTERS ? 'It is longer than anybody would review.' : null;
}

const striking = (claim: Claim, { ruleId, why }: Pick<Hit, 'ruleId' | 'why'>): Claim => ({
  ...claim,
  struck: why,
  struckBy: ruleId,
});

/** The guardrails speak first: what must not be shown at all matters more than what cannot be shown to be true. */
function guarded(claim: Claim, { context, guards }: Checking): Claim {
  const fresh: Claim = { ...claim, struck: null, struckBy: null, was: null };
  const hit = guardClaim(fresh, context.sources, guards);
  return hit === null ? fresh : striking(fresh, hit);
}

const told = ({ citations }: Contradiction): string =>
  normalise(citations.map(({ quote }) => quote).join('\n'));

const nothing = (): string => '';

const allTexts = (sources: readonly Source[]): string => sources.map(({ text }) => text).join('\n');

/** Contradictions and gaps that pass; what does not is left out, and the finding says so. */
function guardedRest(section: Section, checking: Checking): Pick<Section, 'contradictions' | 'gaps'> {
  const { findings, guards, judgeGap, allTold } = checking;
  const keeps = (ruleId: string | undefined): boolean => {
    if (ruleId !== undefined) findings.push({ ruleId, claim: null });
    return ruleId === undefined;
  };
  const passesGap = ({ text, ask }: Gap): boolean => {
    const hit = guardText(`${text}\n${ask}`, allTold, guards);
    return keeps(hit?.ruleId ?? judgeGap({ text })?.ruleId);
  };
  return {
    contradictions: section.contradictions.filter((one) =>
      keeps(guardText(one.text, () => told(one), guards)?.ruleId),
    ),
    gaps: section.gaps.filter(passesGap),
  };
}

/** A secret in a text that leaves the team refuses the whole: an engine that repeats one may repeat it elsewhere (OUT-07). */
function whyRefused({ sections, notDone }: Draft, { guards }: Checking): string | null {
  const texts = [...sections.flatMap((section) => [section.title, ...textsOf(section)]), ...notDone];
  if (guards.leavesTeam && texts.some((text) => redactSecrets(text).findings.length > 0))
    return 'It holds a secret, and it is meant for people outside the team.';
  const isSpoofed = sections.some(({ title }) => guardText(title, nothing, guards) !== null);
  return isSpoofed ? 'A heading of it does not pass the guardrails.' : null;
}

const guardsFor = ({ operation, denylist }: Pick<OutputContext, 'operation' | 'denylist'>): OutputGuards => ({
  denials: compileDenylist(denylist),
  leavesTeam: operationOf(operation).leavesTeam,
});

const contradictionsIn = (sections: readonly Section[]): number =>
  sections.reduce((sum, { contradictions }) => sum + contradictions.length, 0);

/**
 * Checks what an engine made: shape and lengths, then the guardrails on every text, then the claim ledger (U5, OUT-01 to OUT-08).
 * A claim that fails is struck with the rule and a sentence; a gap, contradiction or line that fails is left out with a finding;
 * `refused` says why nothing of it may be used, and `sections` is empty then. Hostile input: a model wrote it, from text that
 * people wrote.
 */
export function checkOutput(draft: Draft, context: OutputContext): CheckedOutput {
  const checking: Checking = {
    context,
    guards: guardsFor(context),
    judgeGap: createGapJudge(context),
    allTold: once(() => normalise(allTexts(context.sources))),
    findings: [],
  };
  const refused = whyMisshapen(draft, context.operation) ?? whyRefused(draft, checking);
  if (refused !== null) return { sections: [], notDone: [], findings: [], refused };
  const safe = draft.sections.map((section) => ({
    ...section,
    claims: section.claims.map((claim) => guarded(claim, checking)),
    ...guardedRest(section, checking),
  }));
  const sections = groundSections(safe, context.sources, context.names);
  const struck = sections
    .flatMap(({ claims }) => claims)
    .flatMap(({ number, struckBy }) => (struckBy === null ? [] : [{ ruleId: struckBy, claim: number }]));
  const lost = Array.from({ length: contradictionsIn(safe) - contradictionsIn(sections) }, () => ({
    ruleId: 'grounding-contradiction',
    claim: null,
  }));
  return {
    sections,
    notDone: draft.notDone
      .filter(
        (line) => line.length <= MAX_NOT_DONE_LENGTH && guardText(line, nothing, checking.guards) === null,
      )
      .slice(0, MAX_NOT_DONE),
    findings: [...struck, ...checking.findings, ...lost],
    refused: null,
  };
}

/**
 * The claim in a reviewer's words, checked as an engine's would be: `was` holds the engine's words, `struck` says why the words
 * may not stand, null when they may. The citations stay those of the engine.
 */
export function recheckClaim(claim: Claim, text: string, context: OutputContext): Claim {
  const edited: Claim = { ...claim, text, struck: null, struckBy: null, was: claim.was ?? claim.text };
  const hit = guardClaim(edited, context.sources, guardsFor(context));
  if (hit !== null) return striking(edited, hit);
  const [section] = groundSections(
    [{ step: 'diagnostics', title: '', claims: [edited], contradictions: [], gaps: [] }],
    context.sources,
    context.names,
  );
  return { ...edited, ...section?.claims[0] };
}
