import type { PolicyDocument } from '../../../src/contract/policy';
import { isDocument } from './document-shape';

/** Edits that are not saved, and what they were made on. */
export interface Work {
  /** The draft's revision; 0 where there was no draft. */
  readonly revision: number;
  /** The version in force when they were begun. */
  readonly baseVersion: number;
  readonly base: PolicyDocument;
  readonly document: PolicyDocument;
  /** What changes and why. */
  readonly change: string;
}

/** One place a person: whoever signs in after them in the same browser tab does not find it. */
const placeOf = (accountId: string): string => `ai-handoff-edits-${accountId}`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function isWork(value: unknown): value is Work {
  return (
    isRecord(value) &&
    typeof value['revision'] === 'number' &&
    typeof value['baseVersion'] === 'number' &&
    typeof value['change'] === 'string' &&
    isDocument(value['base']) &&
    isDocument(value['document'])
  );
}

/** Keeps unsaved edits for as long as the browser tab lives, or forgets them. A browser that keeps nothing loses only this. */
export function keepWork(accountId: string, work: Work | null): void {
  try {
    if (work === null) sessionStorage.removeItem(placeOf(accountId));
    else sessionStorage.setItem(placeOf(accountId), JSON.stringify(work));
  } catch {
    // Storage is forbidden (`canKeepWork` says so to the person) or full: the page still warns before it is left.
  }
}

/** Whether this browser keeps anything for the page: some deny storage to a frame of another site. */
export function canKeepWork(): boolean {
  try {
    return sessionStorage.length >= 0;
  } catch {
    return false;
  }
}

/** The edits that were kept, or null: also where an older page kept them in another shape. */
export function keptWork(accountId: string): Work | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(placeOf(accountId)) ?? 'null');
    return isWork(kept) ? kept : null;
  } catch {
    return null;
  }
}
