import type { ReactElement } from 'react';
import type { GateStatus } from '../../src/contract/handoff';
import type { Audience } from '../../src/contract/vocabulary';
import { askedName } from '../elements/asked-name';
import { Notice } from '../elements/notice';
import { AUDIENCES, keysOf } from '../elements/words';

interface ForWhomProps {
  readonly chosen: Audience;
  /** The gate that a comment for the customer goes through. */
  readonly gate: GateStatus | undefined;
  readonly onChoose: (audience: Audience) => void;
}

/** The reviewer's choice who reads the comment; internal until they choose otherwise. */
export function ForWhom({ chosen, gate, onChoose }: ForWhomProps): ReactElement {
  const audiences: readonly Audience[] = keysOf(AUDIENCES);
  const approvers = gate?.plan.approvers.map(askedName).join(', ') ?? 'an approver';
  return (
    <div className="stack-small">
      <div role="radiogroup" aria-labelledby="for-whom-title" className="stack-small">
        <h3 id="for-whom-title" className="card-title">
          For whom
        </h3>
        <div className="row for-whom">
          {audiences.map((audience) => (
            <label key={audience} className="for-whom-choice">
              <input
                type="radio"
                name="audience"
                value={audience}
                checked={audience === chosen}
                onChange={() => onChoose(audience)}
              />
              {AUDIENCES[audience].word}
            </label>
          ))}
        </div>
      </div>
      {chosen === 'customer' && (
        <Notice tone="warning" title={`This goes to ${approvers} first, who approves it for the customer.`}>
          <p>
            The preview shows every word that the customer would read. Only claims that stand on what the
            customer can read already are in it.
          </p>
        </Notice>
      )}
    </div>
  );
}
