import type { ReactElement } from 'react';
import type { Simulation } from '../../../src/contract/policy-life';
import { Moment } from '../../elements/moment';
import { count } from '../../elements/words';
import type { Settings } from '../settings';
import { sharesInWords } from './tally-words';

interface SharesRowProps {
  readonly shares: Settings['shares'];
  readonly simulation: Simulation | null;
}

/** How much of the active work each bucket holds, over one denominator (X7): now, and by the draft once it was simulated. */
export function SharesRow({ shares, simulation }: SharesRowProps): ReactElement {
  const after = simulation?.phase === 'done' ? simulation.replay.issues.after : null;
  return (
    <div className="shares">
      {shares === null ? (
        <p className="subtle">Active issues are not counted yet; that happens in the background.</p>
      ) : (
        <p>
          Of {count(shares.tally.total, 'active issue')}:{' '}
          <span className="strong">{sharesInWords(shares.tally)}</span>{' '}
          <span className="subtle">
            by v{shares.policyVersion}, counted <Moment at={shares.computedAt} />
            {!shares.isComplete && ', still counting'}
          </span>
        </p>
      )}
      {after !== null && after.total > 0 && (
        <p>
          By this draft, of {count(after.total, 'active issue')} that you may see:{' '}
          <span className="strong">{sharesInWords(after)}</span>
        </p>
      )}
    </div>
  );
}
