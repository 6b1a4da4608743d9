import type { ReactNode } from 'react';
import { Lozenge } from '../parts/lozenge';
import { TimeAgo } from '../parts/time-ago';
import type { Action } from './actions';
import { CallsTable } from './calls-table';
import { totalsOf } from './totals';
import { actionTitle, countText, followersText, msText, sizeText } from './words';

const many = (count: number, word: string): string => `${countText(count)} ${word}${count === 1 ? '' : 's'}`;

/** The sums of an action in one line. */
function TotalsLine({ action }: { readonly action: Action }): ReactNode {
  const totals = totalsOf(action.calls);
  const doors = [...totals.doors].map(([door, count]) => `${door} ${count}`).join(', ');
  return (
    <p className="totals">
      <strong>{many(totals.calls, 'call')}</strong>
      {doors !== '' && <span>{doors}</span>}
      <span>{msText(totals.ms)}</span>
      <span>
        sent {sizeText(totals.requestBytes)}, received {sizeText(totals.responseBytes)}
      </span>
      <span>{countText(totals.points)} points</span>
      <span>
        storage {totals.readUnits} read, {totals.writeUnits} write units
      </span>
      {totals.tokens !== undefined && <span>{countText(totals.tokens)} tokens</span>}
      {totals.failed > 0 && <Lozenge label={`${totals.failed} failed`} tone="removed" />}
    </p>
  );
}

/** What a person did, and every platform call that followed. */
export function ActionView({ action }: { readonly action: Action }): ReactNode {
  const { begin, calls } = action;
  const followers = followersText(action);
  const title = actionTitle(action);
  return (
    <section className="action" aria-label={title}>
      <h3>{title}</h3>
      <p className="subtle action-by">
        {begin.accountId !== undefined && <span>by {begin.accountId}</span>}
        {begin.at !== '' && <TimeAgo at={begin.at} />}
        {followers !== '' && <span>then {followers}</span>}
      </p>
      <TotalsLine action={action} />
      {calls.length === 0 ? (
        <p className="subtle">No platform call here.</p>
      ) : (
        <CallsTable calls={calls} label={`Platform calls of: ${title}`} />
      )}
    </section>
  );
}
