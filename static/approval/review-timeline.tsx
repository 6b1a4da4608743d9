import type { ReactElement } from 'react';
import type { ReviewEvent } from '../../src/contract/handoff';
import { Lozenge, type Tone } from '../elements/lozenge';
import { Moment } from '../elements/moment';

const LANES: Readonly<Record<ReviewEvent['lane'], { readonly word: string; readonly tone: Tone }>> = {
  issue: { word: 'Issue', tone: 'neutral' },
  'hand-off': { word: 'Hand-off', tone: 'progress' },
  ai: { word: 'AI', tone: 'discovery' },
  gate: { word: 'Gate', tone: 'warning' },
};

/** What happened, oldest first and newest last, each event in the lane that it belongs to (R185). */
export function ReviewTimeline({ events }: { readonly events: readonly ReviewEvent[] }): ReactElement {
  return (
    <ol className="lanes" aria-label="Timeline">
      {events.map((event, index) => (
        <li key={`${index}-${event.at}`} className={`lane lane-${event.lane}`}>
          <span className="row">
            <Lozenge {...LANES[event.lane]} />
            <span className="subtle">
              <Moment at={event.at} />
              {event.who !== null && `, ${event.who}`}
            </span>
          </span>
          <span>{event.text}</span>
        </li>
      ))}
    </ol>
  );
}
