import type { Claim, Source } from '../../contract/output';
import { normalise } from '../grounding/normalise';
import { once } from '../grounding/once';
import { findDenied, type CompiledDenial } from '../guardrails/denylist';
import type { Finding, GuardCheck } from '../guardrails/finding';
import { findInjection } from '../guardrails/injection';
import { findLinks } from '../guardrails/links';
import { findCommitments, findSmuggling } from '../guardrails/output-rules';
import { redactPersonalData, redactSecrets } from '../guardrails/redact';

/** Which guardrails look at a text, beside those that always do. */
export interface OutputGuards {
  readonly denials: readonly CompiledDenial[];
  /** Whether the text is meant for people outside the team (R036, OUT-07). */
  readonly leavesTeam: boolean;
}

/** A guardrail that hit: the rule, what kind of rule, and a sentence for people without its full stop. */
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
  denylist: 'It holds words that have no place in a comment of this app',
};

/** Characters of an admin's reason that are shown. */
const MAX_REASON = 160;

/** All that a reason may be made of: letters, figures, and signs that make neither markup nor a line of their own. */
const NOT_PLAIN = /[^\p{L}\p{M}\p{N} .,:;!?'’"“”()/&%+@#–—-]/gu;

/** An admin's reason as words alone, on one line, without secrets and what could be markup: settings are people's text too. */
function toPlainReason(why: string): string {
  const words = redactSecrets(why).text.replace(NOT_PLAIN, ' ').split(' ');
  const plain = words.filter((word) => word !== '').join(' ');
  const points = Array.from(plain);
  return points.length > MAX_REASON ? `${points.slice(0, MAX_REASON - 1).join('')}…` : plain;
}

/** Why a hit strikes, as a sentence without its full stop; a policy's own entry says what its admins wrote of it. */
function whyOf({ check, ruleId }: Finding, denials: readonly CompiledDenial[]): string {
  const denial = denials.find((one) => one.ruleId === ruleId);
  if (denial === undefined) return WHY[check];
  const reason = toPlainReason(denial.why).replace(/[.!]$/u, '');
  return reason === ''
    ? 'The policy’s list forbids these words'
    : `The policy’s list forbids these words: ${reason}`;
}

/** The address of a machine is personal data at most by detours, and evidence without it is none. */
const OF_MACHINES: ReadonlySet<string> = new Set(['pii-ipv4', 'pii-ipv6']);

const spokenIn = (text: string, finding: Finding): string => text.slice(finding.start, finding.end);

function findIn(text: string, { denials, leavesTeam }: OutputGuards): readonly Finding[] {
  const taken = redactPersonalData(text).findings;
  const of = (wanted: GuardCheck): readonly Finding[] => taken.filter(({ check }) => check === wanted);
  return [
    ...of('secret'),
    ...of('unicode'),
    ...(leavesTeam ? of('pii').filter(({ ruleId }) => !OF_MACHINES.has(ruleId)) : []),
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
  return hit === undefined ? null : { ruleId: hit.ruleId, check: hit.check, why: whyOf(hit, guards.denials) };
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
