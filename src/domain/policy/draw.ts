import type { OperationId } from '../../contract/vocabulary';
import { sha256Hex } from '../canonical/canonical';

/**
 * 0 to 99 for sampling: the same for one issue, operation and day (UTC) of `at` (ISO 8601), whoever asks and how often, so
 * that asking again draws nothing new (R150).
 */
export const drawOf = (issueId: string, operation: OperationId, at: string): number =>
  Number.parseInt(sha256Hex(`${issueId} ${operation} ${at.slice(0, 10)}`).slice(0, 8), 16) % 100;
