import type { ReactElement } from 'react';
import type { AuditEntry } from '../../src/contract/audit';
import type { Person } from '../../src/contract/scope';
import { Disclosure } from '../elements/disclosure';
import { Moment } from '../elements/moment';
import { nameOf } from '../elements/name-of';
import { idToWords, STATES } from '../elements/words';
import { EVENTS } from './event-words';

function inWords(value: AuditEntry['details'][string]): string {
  if (Array.isArray(value)) return value.join(', ');
  return value === null ? 'none' : String(value);
}

function actorOf({ actor, onBehalfOf }: AuditEntry, people: readonly Person[]): string {
  const who = actor.kind === 'app' ? 'The app' : nameOf(people, actor.accountId);
  return `${who} (${idToWords(actor.role).toLowerCase()})${onBehalfOf === null ? '' : ` for ${nameOf(people, onBehalfOf)}`}`;
}

interface TrailEntryProps {
  readonly entry: AuditEntry;
  readonly people: readonly Person[];
}

/** One recorded step: when, what, who and in which role; its details and hashes on demand. */
export function TrailEntry({ entry, people }: TrailEntryProps): ReactElement {
  return (
    <li className="timeline-entry">
      <p>
        <span className="strong">{EVENTS[entry.event]}</span>{' '}
        <span className="subtle">
          <Moment at={entry.at} />
        </span>
      </p>
      <p className="subtle breakable">
        {actorOf(entry, people)}
        {entry.state !== null && ` · ${STATES[entry.state].word}`}
      </p>
      <Disclosure title={`Details of entry ${entry.index}`}>
        <dl className="facts breakable">
          {Object.entries(entry.details).map(([name, value]) => (
            <div key={name} className="fact">
              <dt>{idToWords(name)}</dt>
              <dd>{inWords(value)}</dd>
            </div>
          ))}
          <div className="fact">
            <dt>Time</dt>
            <dd>{entry.at}</dd>
          </div>
          <div className="fact">
            <dt>Hash</dt>
            <dd>
              <code>{entry.hash}</code>
            </dd>
          </div>
          <div className="fact">
            <dt>Previous hash</dt>
            <dd>
              <code>{entry.prevEntryHash}</code>
            </dd>
          </div>
        </dl>
      </Disclosure>
    </li>
  );
}
