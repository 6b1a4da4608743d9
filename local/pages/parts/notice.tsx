import type { ReactNode } from 'react';
import type { RequestFailure } from '../site/http';

interface NoticeProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A calm message in the place of what cannot be shown, with what to do next. */
export function Notice({ title, children }: NoticeProps): ReactNode {
  return (
    <section className="notice" aria-label={title}>
      <h1>{title}</h1>
      <div>{children}</div>
    </section>
  );
}

/** Says why something did not load, in the words of the person who looks at it. */
export function FailureNotice({
  failure,
  what,
}: {
  readonly failure: RequestFailure;
  readonly what: string;
}): ReactNode {
  if (failure.status === 401) {
    return (
      <Notice title="The site does not know who you act as">
        <p>Choose someone under &ldquo;Acting as&rdquo; at the top of the page.</p>
      </Notice>
    );
  }
  if (failure.status === 403 || failure.status === 404) {
    return (
      <Notice title={`You cannot see ${what}`}>
        <p>It does not exist, or the person you act as may not see it.</p>
        <p>
          Choose someone else under &ldquo;Acting as&rdquo; at the top of the page, or go back to the queue.
        </p>
      </Notice>
    );
  }
  return (
    <Notice title={`The site could not load ${what}`}>
      <p>{failure.message}</p>
      <p>Check that the local site still runs, then load this page again.</p>
    </Notice>
  );
}
