import { privacy } from '@forge/api';
import { z } from 'zod';
import type { PrivacyReporter } from '../ports/platform';
import { PortError, type PortErrorCode } from '../ports/port-error';

const AnswersSchema = z.array(
  z.looseObject({ accountId: z.string(), status: z.enum(['closed', 'updated']) }),
);

function codeOf(status: number): PortErrorCode {
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'unavailable' : 'refused';
}

/** What `@forge/api` rejects with: the answer itself when Atlassian refused, an error when nothing came. */
const RefusalSchema = z.looseObject({ status: z.number().int() });

function toPortError(cause: unknown): PortError {
  const refusal = RefusalSchema.safeParse(cause);
  return refusal.success
    ? new PortError(
        codeOf(refusal.data.status),
        `Atlassian answered ${refusal.data.status} to a report of accounts`,
      )
    : new PortError('unavailable', 'The report of accounts did not reach Atlassian', cause);
}

/** Atlassian's personal data reporting for Forge apps. An answer of another shape, or about others, is not acted upon. */
export const createPrivacyReporter = (): PrivacyReporter => ({
  report: async (accounts) => {
    const answers: unknown = await privacy
      .reportPersonalData(accounts.map((account) => ({ ...account })))
      .catch((cause: unknown) => {
        throw toPortError(cause);
      });
    const parsed = AnswersSchema.safeParse(answers);
    if (!parsed.success) throw new PortError('unavailable', 'Atlassian answered a report in another shape');
    const asked = new Set(accounts.map(({ accountId }) => accountId));
    return parsed.data
      .filter(({ accountId }) => asked.has(accountId))
      .map(({ accountId, status }) => ({ accountId, status }));
  },
});
