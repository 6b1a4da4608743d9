import type { ReactNode } from 'react';

interface DataTableProps {
  /** Read by screen readers; the heading above says it to everybody else. */
  readonly caption: string;
  readonly columns: readonly string[];
  /** Classes beside `data-table`. */
  readonly className?: string;
  /** The rows. */
  readonly children: ReactNode;
}

/** A table of records, which stacks its cells on a narrow screen. */
export function DataTable({ caption, columns, className = '', children }: DataTableProps): ReactNode {
  return (
    <table className={`data-table ${className}`.trimEnd()}>
      <caption className="hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
