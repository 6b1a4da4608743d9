import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';

export interface DataRow {
  readonly key: string;
  /** One for each column; the first heads the row. */
  readonly cells: readonly ReactNode[];
  readonly isMarked?: boolean;
}

interface DataTableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly DataRow[];
}

/**
 * A table. On a narrow page each row stands as a small list of its own, every cell after its column's name; where it is still wider
 * than the page it scrolls in itself, and then, and only then, the keyboard can stop on it to scroll.
 */
export function DataTable({ caption, columns, rows }: DataTableProps): ReactElement {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const look = (): void => {
      if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
      else element.removeAttribute('tabindex');
    };
    look();
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  });
  return (
    <div ref={box} className="scroll" role="region" aria-label={caption}>
      <table className="data">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [head, ...cells], isMarked = false }) => (
            <tr key={key} className={isMarked ? 'is-marked' : undefined}>
              <th scope="row">{head}</th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]} data-label={columns[index + 1]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
