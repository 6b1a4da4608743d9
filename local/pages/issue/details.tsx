import type { ReactNode } from 'react';
import { PersonChip } from '../parts/person-chip';
import { TimeAgo } from '../parts/time-ago';
import type { Detail } from './model';

function Value({ detail }: { readonly detail: Detail }): ReactNode {
  if (detail.person !== undefined) return <PersonChip person={detail.person} nobody="None" />;
  if (detail.time !== undefined) return <TimeAgo at={detail.time} />;
  return detail.value ?? <span className="subtle">{detail.name === 'Assignee' ? 'Unassigned' : 'None'}</span>;
}

/** The fields of the issue, name by value. */
export function Details({ details }: { readonly details: readonly Detail[] }): ReactNode {
  return (
    <section className="card" aria-label="Details">
      <h2>Details</h2>
      <dl className="details">
        {details.map((detail) => (
          <div key={detail.name}>
            <dt>{detail.name}</dt>
            <dd>
              <Value detail={detail} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
