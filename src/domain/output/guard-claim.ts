import type { Claim, Source } from '../../contract/output';
import { normalise } from '../grounding/normalise';
import { once } from '../grounding/once';
import { findDenied, type CompiledDenial } from '../guardrails/denylist';
import type { Finding, GuardCheck } from '../guardrails/finding';
import { findInjection } from '../guardrails/injection';
import { findCommitments, findLinks, findSmuggling } from '../guardrails/output-rules';
import { redactPersonalData, redactSecrets } from '../guardrails/redact';

/** Which guardrails look at a text, beside those that always do. */
export interface OutputGuards {
  readonly denials: readonly CompiledDenial[];
  /** Whether the text is meant for people outside the team (R036, OUT-07). */
  readonly leavesTeam: boolean;
}

/** A guardrail that hit: the rule, what kind of rule, and a sentence for people. */
export interface Hit {
  readonly ruleId: string;
  readonly check: GuardCheck;
  readonly why: string;
}

const WHY: Readonly<Record<GuardCheck, string>> = {
  secret: 'It holds something that looks like a secret',
  pii: 'It holds personal data, and this text is meant for people outside the team',
  injection: 'It holds words that speak to an AI or steer a reviewer',
  unicode: 'It holds characters that nobody sees',
  smuggling: 'It holds markup, a mention, a link or a head that could pass for something else',
  length: 'It is too long',
  commitment: 'It promises money, time or liability, which nobody may do through AI',
  denylist: 'It holds words that the policy’s denylist names',
};

/** The address of a machine is personal data at most by detours, and evidence without it is none. */
const OF_MACHINES: ReadonlySet<string> = new Set(['pii-ipv4', 'pii-ipv6']);

const spokenIn = (text: string, finding: Finding): string => text.slice(finding.start, finding.end);

function findIn(text: string, { denials, leavesTeam }: OutputGuards): readonly Finding[] {
  const personal = redactPersonalData(text).findings;
  return [
    ...redactSecrets(text).findings,
    ...personal.filter(({ check }) => check === 'unicode'),
    ...(leavesTeam
      ? personal.filter(({ check, ruleId }) => check === 'pii' && !OF_MACHINES.has(ruleId))
      : []),
    ...findInjection(text),
    ...findSmuggling(text),
    ...findLinks(text),
    ...findDenied(denials, text),
    ...(leavesTeam ? findCommitments(text) : []),
  ];
}

/**
 * The first guardrail that a text of an output does not pass; null when it passes all. Markup, mentions and links that stand in
 * `told` (what the text may repeat, normalised; asked for only then) pass where they do not begin it: they are shown and posted as
 * plain text, addresses defanged. Hostile input.
 */
export function guardText(text: string, told: () => string, guards: OutputGuards): Hit | null {
  const mayStand = (finding: Finding): boolean =>
    finding.check === 'smuggling' && finding.start > 0 && told().includes(normalise(spokenIn(text, finding)));
  const hit = findIn(text, guards).find((finding) => !mayStand(finding));
  return hit === undefined ? null : { ruleId: hit.ruleId, check: hit.check, why: WHY[hit.check] };
}

/** What a claim may repeat: its quotes, which the ledger has found in their sources. */
const quotesOf = ({ citations }: Claim, sources: readonly Source[]): string =>
  citations
    .filter(({ source }) => sources.some(({ number }) => number === source))
    .map(({ quote }) => quote)
    .join('\n');

/** The same for a claim. A claim's own quotes count only where their source exists. */
export const guardClaim = (claim: Claim, sources: readonly Source[], guards: OutputGuards): Hit | null =>
  guardText(
    claim.text,
    once(() => normalise(quotesOf(claim, sources))),
    guards,
  );
