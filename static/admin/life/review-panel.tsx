import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useId, useState, type ReactElement } from 'react';
import type { DraftView } from '../../../src/contract/policy-life';
import { Failure } from '../../elements/failure';
import { Moment } from '../../elements/moment';
import { useEditing, useNameOf } from '../work/editing';
import { DiffView } from './diff-view';
import type { Life } from './use-life';

interface ReviewPanelProps {
  readonly view: DraftView;
  readonly life: Life;
}

/** The review of a submitted draft: what it changes, and the verdict of somebody who wrote none of it. */
export function ReviewPanel({ view, life }: ReviewPanelProps): ReactElement {
  const id = useId();
  const { settings, people } = useEditing();
  const nameOf = useNameOf();
  const [note, setNote] = useState('');
  const { draft, changes } = view;
  const { accountId } = settings.viewer;
  const isOwn = draft.authors.includes(accountId) || draft.submitted?.by === accountId;
  const decide = (verdict: 'approve' | 'return'): void =>
    life.review.mutate({ revision: draft.revision, verdict, note: note.trim() });
  return (
    <section aria-labelledby={`${id}-title`} className="card stack">
      <div className="stack-small">
        <h2 id={`${id}-title`}>Review</h2>
        {draft.submitted !== null && (
          <p>
            Submitted by {nameOf(draft.submitted.by)} <Moment at={draft.submitted.at} />: {draft.change}
          </p>
        )}
      </div>
      <DiffView
        changes={changes}
        people={people}
        titles={{ before: `In force, v${settings.policy.version}`, after: 'This draft' }}
      />
      {!isOwn && (
        <div className="form-field">
          <label htmlFor={id}>Note to the authors</label>
          <TextArea
            id={id}
            minimumRows={2}
            maxLength={1_000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <p className="subtle">Needed where you return it.</p>
        </div>
      )}
      <Failure failure={life.review.error} />
      <div className="row">
        <Button
          appearance={isOwn ? 'default' : 'primary'}
          isDisabled={isOwn}
          isLoading={life.review.isPending}
          onClick={() => decide('approve')}
        >
          Approve draft
        </Button>
        <Button isDisabled={isOwn || note.trim() === ''} onClick={() => decide('return')}>
          Return draft
        </Button>
      </div>
      {isOwn && (
        <p>
          Another admin has to review this, because you wrote or submitted it:{' '}
          {draft.authors.map(nameOf).join(', ')} cannot approve it.
        </p>
      )}
    </section>
  );
}
