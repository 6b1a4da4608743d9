import type { ApproverEntry } from '../../src/contract/policy';
import type { OperationId, WorkKind } from '../../src/contract/vocabulary';
import type { AuditForm } from './audit-form';

/** Edits that are not published yet, and the version they were made on. They outlive a switch of tabs. */
export interface Draft<T> {
  readonly baseVersion: number;
  readonly value: T;
  readonly change: string;
}

export interface KindOffers {
  readonly kind: WorkKind;
  readonly operations: OperationId[];
}

export type OffersDraft = Draft<readonly KindOffers[]>;
export type ApproversDraft = Draft<readonly ApproverEntry[]>;
export type AuditDraft = Draft<AuditForm>;

/** What every editing tab gets: its draft, if there is one, and the way to change or drop it. */
export interface Editing<T> {
  readonly draft: Draft<T> | null;
  readonly onDraft: (draft: Draft<T> | null) => void;
}
