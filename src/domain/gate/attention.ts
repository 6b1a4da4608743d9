import type { Output } from '../../contract/output';
import type { GateSettings } from '../../contract/policy';
import type { Verdict } from '../../contract/vocabulary';
import type { Packet } from '../packet/packet';

/** How a person has decided at gates so far: on a day (UTC, YYYY-MM-DD), and in a row without a pause or a refusal (U8). */
export interface AttentionRecord {
  readonly day: string;
  readonly decisions: number;
  readonly approvalsInARow: number;
  readonly quickInARow: number;
  readonly lastAt: string;
}

type Limits = GateSettings['attention'];

/** So long without a decision ends a row. */
const PAUSE_MS = 30 * 60_000;

const dayOf = (at: string): string => at.slice(0, 10);

/** A decision that is found late does not turn the clock back. */
const latest = (record: AttentionRecord | null, at: string): string =>
  record !== null && record.lastAt > at ? record.lastAt : at;

/** Where a person stands at a moment (ISO 8601): a new day counts anew, and a pause has ended the row. */
export function attentionAt(record: AttentionRecord | null, at: string): AttentionRecord {
  const now = latest(record, at);
  const day = dayOf(now);
  if (record === null) return { day, decisions: 0, approvalsInARow: 0, quickInARow: 0, lastAt: now };
  const isPaused = Date.parse(now) - Date.parse(record.lastAt) >= PAUSE_MS;
  return {
    day,
    decisions: record.day === day ? record.decisions : 0,
    approvalsInARow: isPaused ? 0 : record.approvalsInARow,
    quickInARow: isPaused ? 0 : record.quickInARow,
    lastAt: now,
  };
}

/** Why an approval of this person is over a limit of policy at a moment (ISO 8601), as a sentence; null within all of them. */
export function isOver(limits: Limits, record: AttentionRecord | null, at: string): string | null {
  const { decisions, approvalsInARow, quickInARow } = attentionAt(record, at);
  if (decisions >= limits.maxDecisionsPerDay)
    return `${decisions} decisions were taken on this day; policy allows one person ${limits.maxDecisionsPerDay}.`;
  if (approvalsInARow >= limits.maxApprovalsInARow)
    return `${approvalsInARow} approvals came in a row without a pause; policy allows ${limits.maxApprovalsInARow}.`;
  if (quickInARow >= limits.maxQuickInARow)
    return `${quickInARow} approvals in a row were faster than their packets can be read; policy allows ${limits.maxQuickInARow}.`;
  return null;
}

/** One decision that counts. `isQuick` is null where nobody can tell how long it took: such a one leaves that row as it is. */
export interface AttentionAct {
  readonly at: string;
  readonly verdict: Verdict;
  readonly isQuick: boolean | null;
}

const quickAfter = (before: number, isQuick: boolean | null): number => {
  if (isQuick === null) return before;
  return isQuick ? before + 1 : 0;
};

/** The record after one more decision. A refusal ends both rows. */
export function nextAttention(
  record: AttentionRecord | null,
  { at, verdict, isQuick }: AttentionAct,
): AttentionRecord {
  const before = attentionAt(record, at);
  const isApproval = verdict === 'approve';
  return {
    ...before,
    decisions: before.decisions + 1,
    approvalsInARow: isApproval ? before.approvalsInARow + 1 : 0,
    quickInARow: isApproval ? quickAfter(before.quickInARow, isQuick) : 0,
  };
}

const countWords = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + (text.match(/\S+/gu)?.length ?? 0), 0);

/** What there is to read of an output. */
const textsOf = ({ sections }: Output): readonly string[] =>
  sections.flatMap(({ title, claims, contradictions, gaps }) => [
    title,
    ...claims.filter(({ struck }) => struck === null).map(({ text }) => text),
    ...contradictions.map(({ text }) => text),
    ...gaps.map(({ text }) => text),
  ]);

/**
 * How many words a reviewer has before them: the scope, and the output once there is one, else the sources that AI is to read.
 */
export function wordsOf({ scope, sources }: Packet, output: Output | null): number {
  const { mayRead, leftOut, willProduce, blockedActions, stopConditions } = scope;
  const subject = output === null ? sources.map(({ text }) => text) : textsOf(output);
  return countWords([
    ...mayRead,
    ...leftOut,
    ...willProduce,
    ...blockedActions,
    ...stopConditions,
    ...subject,
  ]);
}

/** The seconds below which an approval of so many words is quick. */
export const minSecondsFor = (
  { minSecondsPerThousandWords }: Pick<Limits, 'minSecondsPerThousandWords'>,
  words: number,
): number => Math.ceil((words * minSecondsPerThousandWords) / 1_000);
