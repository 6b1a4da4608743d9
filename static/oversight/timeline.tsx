import type { ReactElement } from 'react';
import type { AuditEntry } from '../../src/contract/audit';
import { Disclosure } from '../elements/disclosure';
import { Moment } from '../elements/moment';
import { EntryDetails } from './entry-details';
import type { NameOf } from './people';
import { sentenceOf } from './story';
import { linesOf } from './trail-lines';

interface TimelineProps {
  readonly entries: readonly AuditEntry[];
  readonly length: number;
  readonly nameOf: NameOf;
}

/** Every recorded step as a sentence, oldest first; what it records is there on demand, and a gap says that it is one. */
export function Timeline({ entries, length, nameOf }: TimelineProps): ReactElement {
  return (
    <ol className="timeline" aria-label="Trail">
      {linesOf(entries, length).map((line) =>
        'entry' in line ? (
          <li key={line.entry.id} className="timeline-entry">
            <p className="breakable">{sentenceOf(line.entry, nameOf)}</p>
            <p className="subtle">
              <Moment at={line.entry.at} />
            </p>
            <Disclosure title={`Details of entry ${line.entry.index}`}>
              <EntryDetails entry={line.entry} nameOf={nameOf} />
            </Disclosure>
          </li>
        ) : (
          <li key={line.key} className="timeline-entry timeline-gap">
            <p className="strong">{line.warning}</p>
            <p>This trail is not whole. Verify it, keep an export, and tell a Jira admin.</p>
          </li>
        ),
      )}
    </ol>
  );
}
