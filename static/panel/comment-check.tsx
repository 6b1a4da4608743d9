import type { ReactElement } from 'react';
import type { CommentCheck as Check } from '../../src/contract/comment-check';
import { Failure } from '../elements/failure';
import { Moment } from '../elements/moment';
import { Notice } from '../elements/notice';
import { useRead } from '../queries';

const WHY: Readonly<Record<NonNullable<Check['why']>, string>> = {
  erased: 'The texts of this hand-off and the key that names them were erased.',
  'no-entry': 'The entry of the trail that names the posted text cannot be read.',
  'app-sees-nothing': 'Neither you nor the app can see the comment, and the app cannot see the issue.',
};

/** Jira's own word on the last change; people's names are text nodes. */
function Change({ change }: Pick<Check, 'change'>): ReactElement | null {
  if (change === null) return null;
  return (
    <p>
      Jira names <span className="strong">{change.by}</span> as the last to change it,{' '}
      <Moment at={change.at} />.
    </p>
  );
}

interface LinesProps {
  readonly title: string;
  readonly lines: readonly string[];
}

function Lines({ title, lines }: LinesProps): ReactElement | null {
  if (lines.length === 0) return null;
  return (
    <div>
      <p className="strong">{title}</p>
      <ul className="plain-list" aria-label={title}>
        {lines.map((line, index) => (
          <li key={`${index}-${line}`}>“{line}”</li>
        ))}
      </ul>
    </div>
  );
}

/** What differs, line by line: hostile text, in text nodes. */
function Differences({ lines }: Pick<Check, 'lines'>): ReactElement {
  if (lines === null) return <p>Which lines differ cannot be shown: what was posted cannot be made again.</p>;
  if (lines.missing.length + lines.added.length === 0)
    return <p>Its words are the same; how they are set is not.</p>;
  return (
    <>
      <Lines title="Posted, and no longer there" lines={lines.missing} />
      <Lines title="There now, and never posted" lines={lines.added} />
    </>
  );
}

function TextFound({ check }: { readonly check: Check }): ReactElement {
  switch (check.text) {
    case 'as-posted':
      return (
        <div className="subtle">
          <p>The comment reads as it was posted.</p>
          <Change change={check.change} />
        </div>
      );
    case 'edited':
      return (
        <Notice
          tone="warning"
          title="Edited after write-back: the comment is not the text that was accepted."
        >
          <Change change={check.change} />
          <Differences lines={check.lines} />
        </Notice>
      );
    case 'gone':
      return (
        <Notice tone="warning" title="Removed after write-back: the comment is not there any more.">
          <p>It was deleted, or restricted to a group or a role to which neither you nor the app belongs.</p>
        </Notice>
      );
    case 'hidden':
      return (
        <Notice tone="info" title="You cannot read the comment.">
          <p>It is there for others, so nothing is said here of what became of it.</p>
        </Notice>
      );
    case 'untold':
      return (
        <Notice tone="info" title="Whether the comment was edited cannot be told.">
          {check.why !== null && <p>{WHY[check.why]}</p>}
          <Change change={check.change} />
        </Notice>
      );
  }
}

function ReadersFound({ readers }: Pick<Check, 'readers'>): ReactElement | null {
  switch (readers) {
    case 'customer':
      return (
        <Notice tone="danger" title="The customer can read this comment, which was written for the team.">
          <p>Make it internal or delete it, and look after the customer. It is on record as an incident.</p>
        </Notice>
      );
    case 'team':
      return (
        <Notice
          tone="warning"
          title="The customer cannot read this comment any more; it was written for them."
        />
      );
    case 'restricted':
      return <Notice tone="info" title="A group or a role alone can read this comment now." />;
    case 'as-written':
    case 'unknown':
      return null;
  }
}

interface CommentCheckProps {
  /** The call of the page on which this stands. */
  readonly call: 'panel.check-comment' | 'oversight.check-comment';
  readonly handoffId: string;
}

/**
 * Whether the comment that was written back still stands as it was posted (OUT-12). Asked for once, after what is around it is
 * drawn, and again only when somebody presses **Compare again**.
 */
export function CommentCheck({ call, handoffId }: CommentCheckProps): ReactElement {
  const { data, error, refetch, isFetching } = useRead(
    call,
    { handoffId },
    { staleTime: Infinity, refetchOnReconnect: false },
  );
  const again = (): void => void refetch();
  return (
    <div className="stack-small" aria-live="polite">
      {data === undefined && error === null && (
        <p className="subtle">Comparing the comment with what was posted…</p>
      )}
      {/* What an earlier look found may not stand any more once a later one failed. */}
      <Failure failure={error} onRetry={again} />
      {data !== undefined && error === null && (
        <>
          <ReadersFound readers={data.readers} />
          <TextFound check={data} />
          <div>
            <button type="button" className="link" disabled={isFetching} onClick={again}>
              Compare again
            </button>
          </div>
        </>
      )}
    </div>
  );
}
