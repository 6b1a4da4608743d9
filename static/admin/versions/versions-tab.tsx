import Button from '@atlaskit/button/new';
import { useState, type ReactElement } from 'react';
import type { Person } from '../../../src/contract/scope';
import type { VersionSummary } from '../../../src/contract/policy-life';
import { Failure } from '../../elements/failure';
import { Lozenge, type Tone } from '../../elements/lozenge';
import { Moment } from '../../elements/moment';
import { nameOf } from '../../elements/name-of';
import { ShowMore } from '../../elements/show-more';
import { readAgain, usePages } from '../../queries';
import { OPTIONAL_DAY } from '../forms/notations';
import { TypedField } from '../forms/typed-field';
import { useEditing } from '../work/editing';
import { PolicyFileCard } from './policy-file-card';
import { PolicyTests } from './policy-tests';
import { RollBack } from './roll-back';
import { VersionDetail } from './version-detail';

const STATES: Readonly<
  Record<VersionSummary['state'], { readonly word: string; readonly tone: Tone } | null>
> = {
  'in-force': { word: 'In force', tone: 'success' },
  past: null,
  canary: { word: 'On trial', tone: 'discovery' },
  dropped: { word: 'Trial ended', tone: 'neutral' },
};

interface VersionRowProps {
  readonly summary: VersionSummary;
  readonly people: readonly Person[];
}

function VersionRow({ summary, people }: VersionRowProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const { version, change, publishedBy, publishedAt, reviewedBy } = summary;
  const state = STATES[summary.state];
  return (
    <li className="stack-small">
      <div className="row spread">
        <span className="row">
          <span className="strong">v{version}</span>
          {state !== null && <Lozenge {...state} />}
          <span className="subtle">
            {nameOf(people, publishedBy)}, <Moment at={publishedAt} />
            {reviewedBy !== null && `, reviewed by ${nameOf(people, reviewedBy)}`}
          </span>
        </span>
        <Button
          spacing="compact"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Close' : 'Show'} v${version}`}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? 'Close' : 'Show'}
        </Button>
      </div>
      <p>{change}</p>
      {isOpen && <VersionDetail version={version} />}
    </li>
  );
}

/** By when somebody has to look at the policy again. */
function ReviewBy(): ReactElement {
  const { document, set } = useEditing();
  return (
    <section aria-labelledby="review-by-title" className="card stack-small">
      <h2 id="review-by-title" className="card-title">
        Next look at this policy
      </h2>
      <TypedField
        label="Review by"
        type="date"
        hint="From that day on the page warns that the policy is overdue. Empty: it never does."
        notation={OPTIONAL_DAY}
        at="reviewBy"
        value={document.reviewBy}
        onChange={(reviewBy) => set({ reviewBy })}
      />
    </section>
  );
}

/** Every version that was in force or on trial, the way back to one, the policy as a file, its tests and its next review. */
export function VersionsTab(): ReactElement {
  const { settings, people } = useEditing();
  const pages = usePages(['admin.versions'], (port, cursor) => port.call('admin.versions', { cursor }));
  const read = pages.data?.pages ?? [];
  const versions = pages.data === undefined ? settings.versions : read.flatMap((page) => page.versions);
  const known = [...people, ...read.flatMap((page) => page.people)];
  return (
    <div className="stack tab-body">
      <ul className="plain-list version-list" aria-label="Versions">
        {versions.map((summary) => (
          <VersionRow key={summary.version} summary={summary} people={known} />
        ))}
      </ul>
      <Failure failure={pages.error} onRetry={() => readAgain(pages)} />
      <ShowMore
        hasMore={pages.hasNextPage}
        isReading={pages.isFetchingNextPage}
        onMore={() => void pages.fetchNextPage()}
      />
      <RollBack versions={versions} />
      <PolicyFileCard />
      <PolicyTests />
      <ReviewBy />
    </div>
  );
}
