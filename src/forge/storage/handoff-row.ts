import type { Handoff } from '../../domain/handoff/handoff';
import { isEnd } from '../../domain/lifecycle/lifecycle';
import { packRecord, unpackRecord, type PackedRecord } from './packed';

/** A hand-off as its entity's row: what an index or a condition needs, and the rest packed, nothing twice. */
export interface HandoffRow extends Pick<Handoff, 'operation' | 'state' | 'requestedAt' | 'version'> {
  readonly issueId: string;
  readonly issueKey: string;
  /** Epoch seconds: an integer of KVS has 32 bits. */
  readonly due: number;
  readonly body: PackedRecord;
}

/** Due time of what is never due: the largest 32-bit integer, in January 2038. */
const NEVER = 2_147_483_647;

/** ISO 8601 to epoch seconds, never later than `NEVER`. */
export const toEpochSeconds = (at: string): number => Math.min(NEVER, Math.floor(Date.parse(at) / 1_000));

/**
 * When somebody should look at it next: an open hand-off when it is due; an ended one from when its texts may be erased, which
 * for one that has all its texts is its end, because the period is the policy's of that day.
 */
function lookAt(handoff: Handoff): number {
  if (!isEnd(handoff.state)) return handoff.dueAt === null ? NEVER : toEpochSeconds(handoff.dueAt);
  return handoff.eraseFrom === null ? NEVER : toEpochSeconds(handoff.eraseFrom);
}

type Rest = Omit<Handoff, 'operation' | 'state' | 'requestedAt' | 'version' | 'issue'> & {
  readonly project: Omit<Handoff['issue'], 'id' | 'key'>;
};

/** The row of a hand-off. */
export function toHandoffRow(handoff: Handoff): HandoffRow {
  const { operation, state, requestedAt, version, issue, ...record } = handoff;
  const { id: issueId, key: issueKey, ...project } = issue;
  const body = packRecord({ ...record, project } satisfies Rest);
  return { issueId, issueKey, operation, state, due: lookAt(handoff), requestedAt, version, body };
}

/** The record of a row. What is read here was written here. */
export function fromHandoffRow({ body, issueId, issueKey, ...row }: HandoffRow): Handoff {
  const { project, ...record } = unpackRecord(body) as Rest;
  const { operation, state, requestedAt, version } = row;
  return {
    ...record,
    operation,
    state,
    requestedAt,
    version,
    issue: { id: issueId, key: issueKey, ...project },
  };
}
