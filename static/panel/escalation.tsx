import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useId, useState, type ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import { Failure } from '../elements/failure';
import { Moment } from '../elements/moment';
import { Notice } from '../elements/notice';
import { useWrite } from '../queries';

const LEAST_NOTE = 3;

interface EscalationProps {
  readonly view: HandoffView;
  readonly onAnswered: (view: HandoffView) => void;
}

function AnswerForm({ view, onAnswered }: EscalationProps): ReactElement {
  const [note, setNote] = useState('');
  const id = useId();
  const answer = useWrite('panel.answer-escalation', onAnswered);
  const send = (): void =>
    answer.mutate({ handoffId: view.summary.id, version: view.version, note: note.trim() });
  return (
    <div className="in-place" role="group" aria-label="Answer the escalation">
      <label htmlFor={id}>What people decided to do</label>
      <TextArea
        id={id}
        minimumRows={2}
        maxLength={1_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <p className="subtle">The note goes to the record with your name; the hand-off stays escalated.</p>
      <div>
        <Button
          appearance="primary"
          isLoading={answer.isPending}
          isDisabled={note.trim().length < LEAST_NOTE}
          onClick={send}
        >
          Answer escalation
        </Button>
      </div>
      <Failure failure={answer.error} onRetry={send} />
    </div>
  );
}

/** What became of an escalation: who answered it and how, or who may, and the form for those. */
export function Escalation({ view, onAnswered }: EscalationProps): ReactElement | null {
  const { escalation, owner, summary } = view;
  if (escalation === null) return null;
  if (escalation.answeredBy !== null) {
    return (
      <Notice tone="info" title={`${escalation.answeredBy.displayName} answered the escalation.`}>
        <p>
          “{escalation.note}”
          {escalation.answeredAt !== null && (
            <span className="subtle">
              {' '}
              <Moment at={escalation.answeredAt} />
            </span>
          )}
        </p>
      </Notice>
    );
  }
  return (
    <Notice tone="warning" title={`Nobody has answered the escalation of “${summary.operationTitle}” yet.`}>
      <p>
        It can be answered by {owner.displayName} as the owner, by an approver of its gate, by the business
        owner of its class or by governance; not by whoever asked for it or escalated it.
      </p>
      <p>Until then Jira may refuse to move this issue on.</p>
      {view.may.answer && <AnswerForm view={view} onAnswered={onAnswered} />}
    </Notice>
  );
}
