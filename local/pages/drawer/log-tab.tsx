import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Lozenge } from '../parts/lozenge';
import { Skeleton } from '../parts/skeleton';
import { requestLines } from '../site/http';
import { numberOf, pick, pickText } from '../site/json';
import { createResource } from '../site/resource';
import { useStore } from '../site/store';
import { liveFeed } from './feed';
import { Pager } from './pager';
import { pageOf } from './paging';

interface LogLine {
  readonly n: number;
  readonly isError: boolean;
  readonly text: string;
}

const PAGE_SIZE = 50;

async function loadLog(): Promise<readonly LogLine[]> {
  const lines = await requestLines('/_local/logs?since=0');
  return lines
    .map((line) => ({
      n: numberOf(pick(line, 'n')) ?? 0,
      isError: pick(line, 'level') === 'error',
      text: pickText(line, 'text') ?? '',
    }))
    .reverse();
}

/** What the app wrote to its console, newest first. */
export function LogTab(): ReactNode {
  const log = useMemo(() => createResource(loadLog), []);
  const { value, failure } = useStore(log);
  const { calls } = useStore(liveFeed);
  const [wanted, setPage] = useState(1);
  useEffect(() => void log.reload(), [calls, log]);
  if (failure !== undefined) return <p className="subtle">The log could not be read: {failure.message}</p>;
  if (value === undefined) return <Skeleton lines={6} label="Loading the log" />;
  if (value.length === 0) return <p className="subtle">The app has logged nothing yet.</p>;
  const { items, page, pages } = pageOf(value, wanted, PAGE_SIZE);
  return (
    <>
      <ol className="log">
        {items.map(({ n, isError, text }) => (
          <li key={n}>
            <Lozenge label={isError ? 'error' : 'info'} tone={isError ? 'removed' : 'default'} />
            <span>{text}</span>
          </li>
        ))}
      </ol>
      <Pager page={page} pages={pages} what="the log" onPage={setPage} />
    </>
  );
}
