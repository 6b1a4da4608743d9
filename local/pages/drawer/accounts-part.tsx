import { type ReactNode, useState } from 'react';
import { ACCOUNT_STATUSES, type Account, type AccountStatus } from './site-state';

const ACTS: Readonly<Record<AccountStatus, string>> = {
  active: 'Make active',
  updated: 'Change personal data',
  closed: 'Close account',
};

interface AccountsPartProps {
  readonly accounts: readonly Account[];
  readonly onChange: (accountId: string, status: AccountStatus) => void;
}

/** Changes an account as its owner would at Atlassian; the app learns of it when it reports personal data. */
export function AccountsPart({ accounts, onChange }: AccountsPartProps): ReactNode {
  const [chosen, setChosen] = useState('');
  const account = accounts.find(({ accountId }) => accountId === chosen) ?? accounts[0];
  if (!account) return null;
  return (
    <section className="site-part" aria-label="Accounts">
      <h3>Accounts</h3>
      <p className="subtle">
        What a person does to the own account at Atlassian. Jira shows a closed one as a former user; the app
        learns of it when it reports personal data.
      </p>
      <label>
        <span className="label">Account</span>
        <select value={account.accountId} onChange={(event) => setChosen(event.target.value)}>
          {accounts.map(({ accountId, displayName, status }) => (
            <option key={accountId} value={accountId}>
              {`${accountId}: ${displayName}, ${status}`}
            </option>
          ))}
        </select>
      </label>
      <div className="site-acts">
        {ACCOUNT_STATUSES.filter((status) => status !== account.status).map((status) => (
          <button
            key={status}
            type="button"
            className="button"
            onClick={() => onChange(account.accountId, status)}
          >
            {ACTS[status]}
          </button>
        ))}
      </div>
    </section>
  );
}
