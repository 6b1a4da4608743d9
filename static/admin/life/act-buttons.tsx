import Button from '@atlaskit/button/new';
import { useId, type ReactElement } from 'react';
import type { Act } from './acts';
import { heldUp, nextAct, reasonsOf, type Standing } from './acts';

const ORDER: readonly Act[] = ['Save draft', 'Simulate', 'Submit for review', 'Publish'];

interface ActButtonsProps {
  readonly standing: Standing;
  /** The act that is on its way, or null. */
  readonly busy: Act | null;
  readonly onAct: (act: Act) => void;
}

/** The four acts in their order: the next one stands out, and what is not possible now says why. */
export function ActButtons({ standing, busy, onAct }: ActButtonsProps): ReactElement {
  const id = useId();
  const reasons = reasonsOf(standing);
  const next = standing.isStale ? null : nextAct(standing);
  return (
    <div className="stack-small">
      <div className="row">
        {ORDER.map((act) => (
          <Button
            key={act}
            appearance={act === next ? 'primary' : 'default'}
            isDisabled={reasons[act] !== null}
            isLoading={busy === act}
            aria-describedby={reasons[act] === null ? undefined : `${id}-why`}
            onClick={() => onAct(act)}
          >
            {act}
          </Button>
        ))}
      </div>
      <ul id={`${id}-why`} className="plain-list reasons">
        {heldUp(reasons).map(({ acts, why }) => (
          <li key={why} className="subtle">
            {acts.join(', ')}: {why}
          </li>
        ))}
      </ul>
    </div>
  );
}
