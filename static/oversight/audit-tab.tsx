import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { STATES } from '../elements/words';
import { ExportTrail } from './export-trail';
import { Trail } from './trail';
import type { HandoffList, Handoffs } from './use-handoffs';

interface AuditTabProps {
  readonly list: HandoffList;
  readonly handoffs: Handoffs;
  readonly chosen: string | null;
  readonly onChoose: (handoffId: string) => void;
}

/** A hand-off on the left, its whole trail on the right. */
export function AuditTab({ list, handoffs, chosen, onChoose }: AuditTabProps): ReactElement {
  return (
    <div className="stack tab-body">
      <ExportTrail />
      <div className="audit-columns">
        <nav aria-label="Hand-offs" className="stack-small">
          <ul className="plain-list choices">
            {list.handoffs.map((handoff) => (
              <li key={handoff.id}>
                <button
                  type="button"
                  className="choice"
                  aria-current={handoff.id === chosen ? 'true' : undefined}
                  onClick={() => onChoose(handoff.id)}
                >
                  <span className="strong">{handoff.issueKey}</span> {handoff.operationTitle}
                  <span className="choice-state">
                    <Lozenge {...STATES[handoff.state]} />
                    <span className="subtle">
                      <Moment at={handoff.updatedAt} />
                    </span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {handoffs.hasMore && (
            <div>
              <Button spacing="compact" isLoading={handoffs.isReadingMore} onClick={handoffs.readMore}>
                Show more
              </Button>
            </div>
          )}
        </nav>
        {chosen === null ? (
          <p className="subtle">Choose a hand-off to see every recorded step of it.</p>
        ) : (
          <Trail key={chosen} handoffId={chosen} />
        )}
      </div>
    </div>
  );
}
