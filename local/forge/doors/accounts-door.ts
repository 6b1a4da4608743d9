import { z } from 'zod';
import { accountsIn } from '../../jira/account-ledger';
import type { Store } from '../../store/store';
import { LIMITS } from '../limits';
import type { Manifest } from '../manifest';
import { readBody, type DoorAnswer, type DoorCall, type DoorHandler } from './door';

/** Where `privacy.reportPersonalData` of @forge/api posts to. */
export const REPORT_PATH = '/app/report-accounts';
/** What the manifest needs for it: it stands in the list of scopes of @forge/manifest and is for this API alone. */
const SCOPE = 'report:personal-data';
/** Atlassian's account to test closure with, which is closed on every site. */
const CLOSED_TEST_ACCOUNT = '5be24ba3f91c106033269289';

/** The guide: 1 to 128 letters, digits, `-` and `:`; Jira may show the id `unknown`, which is never to be reported. */
const AccountIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9:-]{1,128}$/, 'an accountId has 1 to 128 letters, digits, "-" and ":"')
  .refine((id) => id !== 'unknown', 'the account "unknown" must not be reported');
/** RFC 3339, section 5.6: with seconds and with an offset. */
const TimeSchema = z.iso.datetime({ offset: true });
const ReportSchema = z.strictObject({
  accounts: z
    .array(z.strictObject({ accountId: AccountIdSchema, updatedAt: TimeSchema }))
    .min(1)
    .max(LIMITS.reportAccounts.value),
});
type Report = z.infer<typeof ReportSchema>['accounts'][number];

interface AccountsOptions {
  readonly manifest: Pick<Manifest, 'scopes'>;
  /** Where Jira keeps the accounts that changed. */
  readonly store: Store;
}

/**
 * The report of personal data (platform/forge/user-privacy-guidelines): the app names whose data it holds and since
 * when, and learns whose it has to erase. 204 where it has nothing to do. The guide gives no status for a missing scope.
 */
export function createAccountsDoor({ manifest, store }: AccountsOptions): DoorHandler {
  const accounts = accountsIn(store);
  const statusOf = ({ accountId, updatedAt }: Report): 'closed' | 'updated' | undefined => {
    if (accountId === CLOSED_TEST_ACCOUNT) return 'closed';
    const change = accounts.get(accountId);
    if (change?.status === 'updated' && change.changedAt <= Date.parse(updatedAt)) return undefined;
    return change?.status;
  };
  return (call) => {
    const refusal = admit(call, manifest.scopes);
    if (refusal) return refusal;
    const report = ReportSchema.safeParse(readBody(call));
    if (!report.success) return refuse(400, 'BAD_REQUEST', describe(report.error));
    const answers = report.data.accounts.flatMap((reported) => {
      const status = statusOf(reported);
      return status === undefined ? [] : [{ accountId: reported.accountId, status }];
    });
    return answers.length === 0 ? { status: 204 } : { status: 200, body: { accounts: answers } };
  };
}

function admit({ method, provider, path }: DoorCall, scopes: Manifest['scopes']): DoorAnswer | undefined {
  if (method !== 'POST' || provider !== 'app') {
    const what = `${method} ${path} of the ${provider}`;
    return refuse(501, 'NOT_SERVED', `the local site serves the POST of the app only, not ${what}`);
  }
  if (scopes.includes(SCOPE)) return undefined;
  return refuse(403, 'FORBIDDEN', `add "- ${SCOPE}" under permissions.scopes in manifest.yml`);
}

const refuse = (status: number, errorType: string, errorMessage: string): DoorAnswer => ({
  status,
  body: { errorType, errorMessage },
});

function describe({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`;
}
