import { type ReactNode, useId, useMemo } from 'react';
import { AREAS, type CoverageRow } from '../../coverage/row';
import { DataTable } from '../parts/data-table';
import { Lozenge } from '../parts/lozenge';
import { FailureNotice } from '../parts/notice';
import { Skeleton } from '../parts/skeleton';
import { createResource } from '../site/resource';
import { changeQuery, place } from '../site/router';
import { useStore } from '../site/store';
import { usePageTitle } from '../site/use-page-title';
import { byArea, chosenRows, countOf, loadCoverage, STATUSES, type CoverageFilter } from './coverage-view';

const coverage = createResource(loadCoverage);
const COLUMNS = ['Name', 'Status', 'Note', 'Tests', 'Source'];

function StatusCell({ row }: { readonly row: CoverageRow }): ReactNode {
  const status = STATUSES.find(({ name }) => name === row.status);
  return <Lozenge label={status?.label ?? row.status} tone={status?.tone ?? 'default'} />;
}

function Tests({ row }: { readonly row: CoverageRow }): ReactNode {
  const { tests } = row;
  if (tests.length === 0) return <span className="subtle">no tests</span>;
  return (
    <details>
      <summary>
        {tests.length} {tests.length === 1 ? 'test' : 'tests'}
        <span className="hidden"> of {row.name}</span>
      </summary>
      <ul>
        {tests.map((test) => (
          <li key={test}>{test}</li>
        ))}
      </ul>
    </details>
  );
}

function AreaTable({
  area,
  rows,
}: {
  readonly area: string;
  readonly rows: readonly CoverageRow[];
}): ReactNode {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id}>
        {area} <span className="subtle">({rows.length})</span>
      </h2>
      <DataTable caption={`Coverage of ${area}`} columns={COLUMNS} className="coverage-table">
        {rows.map((row) => (
          <tr key={row.name}>
            <td className="coverage-name">{row.name}</td>
            <td data-label="Status">
              <StatusCell row={row} />
            </td>
            <td data-label="Note">{row.note === '' ? <span className="subtle">–</span> : row.note}</td>
            <td data-label="Tests">
              <Tests row={row} />
            </td>
            <td data-label="Source" className="subtle">
              {row.source}
            </td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}

function Filters({ filter }: { readonly filter: CoverageFilter }): ReactNode {
  return (
    <search className="filters">
      <label>
        <span className="label">Area</span>
        <select value={filter.area} onChange={(event) => changeQuery({ area: event.target.value })}>
          <option value="">All areas</option>
          {AREAS.map((area) => (
            <option key={area} value={area}>
              {area}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span className="label">Status</span>
        <select value={filter.status} onChange={(event) => changeQuery({ status: event.target.value })}>
          <option value="">All statuses</option>
          {STATUSES.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}

/** What of Jira and Forge the site emulates, how far, and what shows it. The filter stands in the address. */
export function CoveragePage(): ReactNode {
  const { query } = useStore(place);
  const { value, failure } = useStore(coverage);
  const filter = useMemo(() => {
    const read = new URLSearchParams(query);
    return { area: read.get('area') ?? '', status: read.get('status') ?? '' };
  }, [query]);
  usePageTitle('Coverage');
  if (failure !== undefined) return <FailureNotice failure={failure} what="the coverage table" />;
  const rows = value === undefined ? [] : chosenRows(value, filter);
  const inArea = value === undefined ? [] : chosenRows(value, { ...filter, status: '' });
  return (
    <div className="coverage">
      <h1>Coverage of Jira and Forge</h1>
      <p className="subtle">
        What this local site stands in for. What is not served is refused with a message that names it.
      </p>
      <Filters filter={filter} />
      <p className="coverage-counts" role="status">
        {STATUSES.map(({ name, label, tone }) => (
          <span key={name}>
            <Lozenge label={label} tone={tone} /> {countOf(inArea, name)}
          </span>
        ))}
      </p>
      {value === undefined && <Skeleton lines={14} label="Loading the coverage table" />}
      {value !== undefined && rows.length === 0 && <p className="subtle">No row fits this filter.</p>}
      {byArea(rows).map((group) => (
        <AreaTable key={group.area} area={group.area} rows={group.rows} />
      ))}
    </div>
  );
}
