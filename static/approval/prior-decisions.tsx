import type { ReactElement } from 'react';
import type { ApprovalPanel } from '../../src/contract/handoff';
import type { Verdict } from '../../src/contract/vocabulary';
import { IssueLink } from '../elements/issue-link';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { keysOf, REASONS, STATES, VERDICTS } from '../elements/words';

type Prior = ApprovalPanel['prior'];

/** “3 approved, 1 rejected”, or that there is none to be seen: how similar gates were decided, before they are opened. */
export function priorTally({ decisions, hiddenCount }: Prior): string {
  const verdicts: readonly Verdict[] = keysOf(VERDICTS);
  const counted = verdicts.flatMap((verdict) => {
    const number = decisions.filter((decision) => decision.verdict === verdict).length;
    return number === 0 ? [] : [`${number} ${VERDICTS[verdict]}`];
  });
  return [...counted, ...(hiddenCount > 0 ? [`${hiddenCount} not visible to you`] : [])].join(', ');
}

/** How earlier gates of the same operation in the same project were decided and how each ended (R180). */
export function PriorDecisions({ prior }: { readonly prior: Prior }): ReactElement {
  return (
    <div className="stack-small">
      {prior.decisions.length > 0 && (
        <table className="rules prior">
          <caption className="visually-hidden">Similar decisions</caption>
          <thead>
            <tr>
              <th scope="col">Issue</th>
              <th scope="col">Decision</th>
              <th scope="col">By</th>
              <th scope="col">How it ended</th>
            </tr>
          </thead>
          <tbody>
            {prior.decisions.map(({ issueKey, verdict, reason, by, at, state }) => (
              <tr key={`${issueKey}-${at}`}>
                <th scope="row">
                  <IssueLink issueKey={issueKey} />
                </th>
                <td data-label="Decision">
                  {VERDICTS[verdict]}
                  {reason !== 'none' && `: ${REASONS[reason].toLowerCase()}`}
                </td>
                <td data-label="By">
                  {by}, <Moment at={at} />
                </td>
                <td data-label="Ended">
                  <Lozenge {...STATES[state]} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {prior.decisions.length === 0 && (
        <p className="subtle">
          {prior.hiddenCount === 0
            ? 'No gate of this operation in this project was decided before.'
            : 'The similar decisions are on issues that you may not see.'}
        </p>
      )}
    </div>
  );
}
