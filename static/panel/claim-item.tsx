import { useEffect, useRef, type ReactElement } from 'react';
import type { Claim } from '../../src/contract/output';
import { CLAIM_REASONS } from '../elements/output-words';
import { CitationButtons } from './citation-buttons';
import { EditForm } from './edit-form';
import type { Marking, OpenForm } from './marking';
import { MOST_EDITS, withEdit, withoutMark, withStrike, type Edit, type Strike } from './marks';
import type { Reading } from './output-frame';
import { StrikeForm } from './strike-form';

interface MarkedProps {
  readonly claim: Claim;
  readonly marking: Marking;
}

const formAt = ({ open }: Marking, number: number): OpenForm['form'] | null =>
  open?.claim === number ? open.form : null;

interface Marked {
  readonly struck: Strike | undefined;
  readonly edit: Edit | undefined;
}

const markOf = (marking: Marking | undefined, number: number): Marked => ({
  struck: marking?.marks.strike.find((one) => one.number === number),
  edit: marking?.marks.edits.find((one) => one.number === number),
});

/** The reviewer's acts on a claim; one that a rule struck can only be put right in other words. When their form closes or their mark is undone, the focus comes back here. */
function Acts({ claim: { number, struck: struckBefore }, marking }: MarkedProps): ReactElement {
  const { marks, show } = marking;
  const { struck, edit } = markOf(marking, number);
  const acts = useRef<HTMLSpanElement>(null);
  const form = formAt(marking, number);
  const isMarked = struck !== undefined || edit !== undefined;
  const was = useRef({ form, isMarked });
  useEffect(() => {
    const isClosed = form === null && was.current.form !== null;
    if (isClosed || (was.current.isMarked && !isMarked)) {
      const back = acts.current?.querySelector<HTMLElement>(`[data-act="${was.current.form ?? ''}"]`);
      (back ?? acts.current?.querySelector('button'))?.focus();
    }
    was.current = { form, isMarked };
  }, [form, isMarked]);
  // What is typed at another claim would be lost with its form.
  const isHeld = marking.open !== null;
  const undo = (
    <button
      type="button"
      className="link claim-act"
      aria-label={`Undo what you did to claim ${number}`}
      disabled={isHeld}
      onClick={() => marking.mark(withoutMark(marks, number))}
    >
      undo
    </button>
  );
  return (
    <span ref={acts} className="claim-acts">
      {isMarked && undo}
      {!isMarked && form === null && (
        <>
          {struckBefore === null && (
            <button
              type="button"
              className="link claim-act"
              data-act="strike"
              aria-label={`Strike claim ${number}`}
              disabled={isHeld}
              onClick={() => show({ claim: number, form: 'strike' })}
            >
              strike
            </button>
          )}
          <button
            type="button"
            className="link claim-act"
            data-act="edit"
            aria-label={`Edit claim ${number}`}
            disabled={isHeld || marks.edits.length >= MOST_EDITS}
            onClick={() => show({ claim: number, form: 'edit' })}
          >
            edit
          </button>
        </>
      )}
    </span>
  );
}

function Form({ claim, marking }: MarkedProps): ReactElement | null {
  const { marks, show, mark, handoffId } = marking;
  const close = (): void => show(null);
  switch (formAt(marking, claim.number)) {
    case null:
      return null;
    case 'strike':
      return (
        <StrikeForm
          number={claim.number}
          onSave={(strike) => mark(withStrike(marks, strike))}
          onCancel={close}
        />
      );
    case 'edit':
      return (
        <EditForm
          claim={claim}
          handoffId={handoffId}
          onSave={(edit) => mark(withEdit(marks, edit))}
          onCancel={close}
        />
      );
  }
}

/** Who struck a claim and why, in the server's words. */
const whyStruck = ({ struck, struckBy }: Claim, owner: string): string =>
  struckBy === 'reviewer'
    ? `${struck ?? ''} (${owner})`
    : `Struck${struckBy === null ? '' : ` by rule ${struckBy}`}: ${struck ?? ''}`;

interface NotesProps extends Marked {
  readonly claim: Claim;
  readonly owner: string;
}

/** What became of a claim: struck by whom and why, or in whose words it is and what the AI wrote. */
function Notes({ claim, owner, struck, edit }: NotesProps): ReactElement {
  const was = edit === undefined ? claim.was : claim.text;
  return (
    <>
      {claim.struck !== null && <span className="claim-note">{whyStruck(claim, owner)}</span>}
      {struck !== undefined && (
        <span className="claim-note">Struck by you: {CLAIM_REASONS[struck.reason]}</span>
      )}
      {was !== null && (
        <span className="claim-note">
          In {edit === undefined ? `the words of ${owner}` : 'your words'}; AI wrote:
          <span className="claim-was">{was}</span>
          {edit !== undefined && `Reason: ${CLAIM_REASONS[edit.reason]}`}
        </span>
      )}
    </>
  );
}

interface ClaimItemProps extends Reading {
  readonly claim: Claim;
}

/** One numbered claim with its citations, what became of it, and the reviewer's acts on it; a struck one stays readable. */
export function ClaimItem({ claim, owner, ...reading }: ClaimItemProps): ReactElement {
  const { pointer, marking, onPoint } = reading;
  const place = `claim-${claim.number}`;
  const marked = markOf(marking, claim.number);
  const isStruck = marked.edit === undefined && (claim.struck !== null || marked.struck !== undefined);
  const text = marked.edit?.text ?? claim.text;
  return (
    <li value={claim.number} className="claim">
      {isStruck ? <del>{text}</del> : <span>{text}</span>}{' '}
      <CitationButtons place={place} citations={claim.citations} pointer={pointer} onPoint={onPoint} />
      {marking !== undefined && <Acts claim={claim} marking={marking} />}
      <Notes claim={claim} owner={owner} {...marked} />
      {marking !== undefined && <Form claim={claim} marking={marking} />}
      {pointer?.place === place && reading.inlineSource}
    </li>
  );
}
