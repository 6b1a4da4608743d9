import { type ReactNode, useId, useMemo, useState } from 'react';
import { DataTable } from '../parts/data-table';
import { Lozenge } from '../parts/lozenge';
import { request } from '../site/http';
import { pick } from '../site/json';
import { createResource } from '../site/resource';
import { useStore } from '../site/store';
import { JsonView } from './json-view';
import { isFailed, type Call } from './model';
import { costText, countText, msText, sizeText, statusText, timeOfDay, whoText } from './words';

function Bodies({ n }: { readonly n: number }): ReactNode {
  const bodies = useMemo(() => createResource(() => request(`/_local/drawer/call?n=${n}`)), [n]);
  const { value, failure } = useStore(bodies);
  if (failure !== undefined) return <p className="subtle">{failure.message}</p>;
  if (value === undefined) return <p className="subtle">Loading the bodies</p>;
  return (
    <div className="bodies">
      <JsonView label="Request body" value={pick(value, 'request')} />
      <JsonView label="Response body" value={pick(value, 'response')} />
    </div>
  );
}

const COLUMNS = ['Time', 'Door', 'As', 'Call', 'Status', 'Took', 'Sent', 'Received', 'Points', 'Cost'];

function CallRow({ call }: { readonly call: Call }): ReactNode {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <tr className={isFailed(call) ? 'call call-failed' : 'call'}>
        <td data-label="Time">{timeOfDay(call.at)}</td>
        <td data-label="Door">{call.door}</td>
        <td data-label="As">{whoText(call)}</td>
        <td className="call-name">
          <button
            type="button"
            className="call-toggle"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setOpen(!isOpen)}
          >
            <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
            <span>
              {call.method} {call.path}
            </span>
          </button>
        </td>
        <td data-label="Status">
          <Lozenge label={statusText(call)} tone={isFailed(call) ? 'removed' : 'success'} />
        </td>
        <td data-label="Took">{msText(call.ms)}</td>
        <td data-label="Sent">{sizeText(call.requestBytes)}</td>
        <td data-label="Received">{sizeText(call.responseBytes)}</td>
        <td data-label="Points">{countText(call.points)}</td>
        <td data-label="Cost">{costText(call)}</td>
      </tr>
      {isOpen && (
        <tr id={id} className="call-bodies">
          <td colSpan={COLUMNS.length}>
            <Bodies n={call.n} />
          </td>
        </tr>
      )}
    </>
  );
}

/** Platform calls in the order in which they ended; each opens to its bodies. */
export function CallsTable({
  calls,
  label,
}: {
  readonly calls: readonly Call[];
  readonly label: string;
}): ReactNode {
  return (
    <DataTable caption={label} columns={COLUMNS} className="calls-table">
      {calls.map((call) => (
        <CallRow key={call.n} call={call} />
      ))}
    </DataTable>
  );
}
