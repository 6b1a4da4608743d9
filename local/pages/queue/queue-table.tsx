import type { ReactNode } from 'react';
import { issuePath } from '../bridge/locations';
import type { IssueRow } from '../issue/model';
import { Link } from '../parts/link';
import { StatusLozenge } from '../parts/lozenge';
import { PersonChip } from '../parts/person-chip';
import { TimeAgo } from '../parts/time-ago';

function Row({ row }: { readonly row: IssueRow }): ReactNode {
  return (
    <tr>
      <td className="cell-key">
        <Link to={issuePath(row.key)} className="issue-key">
          {row.key}
        </Link>
      </td>
      <td className="cell-type">{row.type}</td>
      <td className="cell-summary">
        <Link to={issuePath(row.key)}>{row.summary}</Link>
      </td>
      <td>
        <StatusLozenge status={row.status} />
      </td>
      <td className="cell-severity">{row.severity ?? <span className="subtle">None</span>}</td>
      <td className="cell-assignee">
        <PersonChip person={row.assignee} nobody="Unassigned" />
      </td>
      <td className="cell-updated">
        <TimeAgo at={row.updated} />
      </td>
    </tr>
  );
}

/** The issues as a table; on a narrow screen each row becomes a small card. */
export function QueueTable({ rows }: { readonly rows: readonly IssueRow[] }): ReactNode {
  return (
    <table className="queue-table">
      <caption className="hidden">Issues, last updated first</caption>
      <thead>
        <tr>
          <th scope="col">Key</th>
          <th scope="col">Type</th>
          <th scope="col">Summary</th>
          <th scope="col">Status</th>
          <th scope="col">Severity</th>
          <th scope="col">Assignee</th>
          <th scope="col">Updated</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.key} row={row} />
        ))}
      </tbody>
    </table>
  );
}
