import type { ReactNode } from 'react';

interface PagerProps {
  readonly page: number;
  readonly pages: number;
  readonly what: string;
  readonly onPage: (page: number) => void;
}

/** Which page of a list is shown, and the way to the next; nothing for a list of one page. */
export function Pager({ page, pages, what, onPage }: PagerProps): ReactNode {
  if (pages < 2) return null;
  return (
    <nav className="pages" aria-label={`Pages of ${what}`}>
      <button type="button" className="button" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        Newer
      </button>
      <span role="status">
        Page {page} of {pages}
      </span>
      <button type="button" className="button" disabled={page >= pages} onClick={() => onPage(page + 1)}>
        Older
      </button>
    </nav>
  );
}
