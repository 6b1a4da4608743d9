import { type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import { DataTable } from '../parts/data-table';
import { Lozenge } from '../parts/lozenge';
import { Skeleton } from '../parts/skeleton';
import { TimeAgo } from '../parts/time-ago';
import { createResource } from '../site/resource';
import { useStore } from '../site/store';
import { liveFeed } from './feed';
import { JsonView } from './json-view';
import { loadStored, loadValue, type StoredFilter, type StoredPage, type StoredRow } from './stored';
import { sizeText, UNKNOWN } from './words';

const COLUMNS = ['Where', 'Key', 'Size', 'Created', 'Updated', 'Expires'];

function Value({ row }: { readonly row: StoredRow }): ReactNode {
  const stored = useMemo(() => createResource(() => loadValue(row)), [row]);
  const { value, failure } = useStore(stored);
  if (failure !== undefined) return <p className="subtle">{failure.message}</p>;
  if (value === undefined) return <p className="subtle">Loading the value</p>;
  if (value.isSecret)
    return <p className="subtle">A secret of {sizeText(row.bytes)}. Its value is not shown.</p>;
  return <JsonView label="Value" value={value.value} />;
}

function StoredRowView({ row }: { readonly row: StoredRow }): ReactNode {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const time = (at: string | undefined): ReactNode => (at === undefined ? UNKNOWN : <TimeAgo at={at} />);
  return (
    <>
      <tr>
        <td data-label="Where">
          <Lozenge
            label={row.entity === '' ? row.space : row.entity}
            tone={row.space === 'entity' ? 'inprogress' : 'default'}
          />
        </td>
        <td className="call-name">
          <button
            type="button"
            className="call-toggle"
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => setOpen(!isOpen)}
          >
            <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
            <span>{row.key}</span>
          </button>
        </td>
        <td data-label="Size">{sizeText(row.bytes)}</td>
        <td data-label="Created">{time(row.created)}</td>
        <td data-label="Updated">{time(row.updated)}</td>
        <td data-label="Expires">{row.expires === undefined ? 'never' : time(row.expires)}</td>
      </tr>
      {isOpen && (
        <tr id={id} className="call-bodies">
          <td colSpan={COLUMNS.length}>
            <Value row={row} />
          </td>
        </tr>
      )}
    </>
  );
}

interface FiltersProps {
  readonly filter: StoredFilter;
  readonly entities: readonly string[];
  readonly onChange: (filter: StoredFilter) => void;
}

function Filters({ filter, entities, onChange }: FiltersProps): ReactNode {
  return (
    <search className="drawer-tools">
      <label>
        <span className="label">Where</span>
        <select
          value={filter.entity}
          onChange={(event) => onChange({ ...filter, entity: event.target.value, after: '' })}
        >
          <option value="">Everywhere</option>
          {[...entities, 'plain', 'secret'].map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="label">Key begins with</span>
        <input
          type="search"
          value={filter.prefix}
          onChange={(event) => onChange({ ...filter, prefix: event.target.value, after: '' })}
        />
      </label>
    </search>
  );
}

function StoredRows({ page }: { readonly page: StoredPage }): ReactNode {
  const { rows, total, first } = page;
  if (rows.length === 0) return <p className="subtle">The app stores nothing that fits.</p>;
  return (
    <>
      <p className="subtle" role="status">
        {first} to {first + rows.length - 1} of {total} records
      </p>
      <DataTable caption="What the app stores" columns={COLUMNS}>
        {rows.map((row) => (
          <StoredRowView key={`${row.space}/${row.entity}/${row.key}/${row.updated ?? ''}`} row={row} />
        ))}
      </DataTable>
    </>
  );
}

const ALL: StoredFilter = { prefix: '', entity: '', after: '' };

/** What the app stores, page by page; it follows the app's writes. */
export function StorageTab(): ReactNode {
  const [filter, setFilter] = useState(ALL);
  const page = useMemo(() => createResource(() => loadStored(filter)), [filter]);
  const { value, failure } = useStore(page);
  const { calls } = useStore(liveFeed);
  useEffect(() => void page.reload(), [calls, page]);
  const next = value?.next;
  return (
    <>
      <Filters filter={filter} entities={value?.entities ?? []} onChange={setFilter} />
      {failure !== undefined && <p className="subtle">The storage could not be read: {failure.message}</p>}
      {value === undefined && failure === undefined && <Skeleton lines={6} label="Loading the storage" />}
      {value !== undefined && <StoredRows page={value} />}
      <nav className="pages" aria-label="Pages of the storage">
        {filter.after !== '' && (
          <button type="button" className="button" onClick={() => setFilter({ ...filter, after: '' })}>
            First page
          </button>
        )}
        {next !== undefined && (
          <button type="button" className="button" onClick={() => setFilter({ ...filter, after: next })}>
            Next page
          </button>
        )}
      </nav>
    </>
  );
}
