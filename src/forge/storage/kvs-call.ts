import { ForgeKvsAPIError } from '@forge/kvs';
import { PortError, type PortErrorCode } from '../../ports/port-error';

const CONFLICTS = new Set(['CONDITIONAL_CHECK_FAILED', 'KEY_CONFLICT']);
/** The documentation names the same limit in three ways (facts §2.3). */
const RATES = new Set(['RATE_LIMIT_EXCEEDED', 'TOO_MANY_REQUESTS', 'REQUEST_THROTTLED']);

function codeOf(error: ForgeKvsAPIError): PortErrorCode {
  if (CONFLICTS.has(error.code) || error.responseDetails.status === 409) return 'conflict';
  if (RATES.has(error.code) || error.responseDetails.status === 429) return 'rate-limited';
  return error.responseDetails.status >= 500 ? 'unavailable' : 'refused';
}

/** Runs one storage call and names its failure in the words of the ports. */
export async function storing<T>(name: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ForgeKvsAPIError)
      throw new PortError(codeOf(error), `Storage answered ${error.code} to ${name}`, error);
    throw error;
  }
}
