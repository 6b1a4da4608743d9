import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useId, useState, type ReactElement } from 'react';
import type { Claim } from '../../src/contract/output';
import type { ClaimReason } from '../../src/contract/vocabulary';
import { Failure } from '../elements/failure';
import { useEscape } from '../elements/use-escape';
import { useFocusOnMount } from '../elements/use-focus-on-mount';
import { useWrite } from '../queries';
import { ClaimReasonField } from './claim-reason';
import type { Edit } from './marks';

const MOST_CHARACTERS = 1_200;

interface Checking {
  readonly check: () => void;
  /** Hands the words on once they are known to stand on the claim's quotes. */
  readonly checkThen: (keep: () => void) => void;
  readonly isPending: boolean;
  readonly failure: ReturnType<typeof useWrite<'panel.check-claim'>>['error'];
  /** What is known of exactly these words; null where nothing is. */
  readonly answer: { readonly struck: string | null } | null;
}

/** Asks the server whether these words stand on the claim's quotes, as the review will. */
function useChecking(handoffId: string, number: number, text: string): Checking {
  const call = useWrite('panel.check-claim');
  const isOfThese = call.variables?.text === text;
  const answer = isOfThese && call.data !== undefined ? call.data : null;
  const checkThen = (keep: () => void): void => {
    if (answer?.struck === null) keep();
    else
      call.mutate(
        { handoffId, number, text },
        { onSuccess: ({ struck }) => (struck === null ? keep() : undefined) },
      );
  };
  return {
    check: () => call.mutate({ handoffId, number, text }),
    checkThen,
    isPending: call.isPending,
    failure: isOfThese ? call.error : null,
    answer,
  };
}

function verdictOf(isUnchanged: boolean, answer: Checking['answer']): string {
  if (isUnchanged) return 'These are the AI’s words.';
  if (answer === null) return 'Checked against the claim’s quotes before it is saved.';
  return answer.struck ?? 'It stands on its quotes.';
}

interface EditFormProps {
  readonly claim: Claim;
  readonly handoffId: string;
  readonly onSave: (edit: Edit) => void;
  readonly onCancel: () => void;
}

/** A claim in the reviewer's own words: checked at once against the claim's quotes, and saved only where they carry it. */
export function EditForm({ claim, handoffId, onSave, onCancel }: EditFormProps): ReactElement {
  const { number } = claim;
  const [words, setWords] = useState(claim.text);
  const [reason, setReason] = useState<ClaimReason | null>(null);
  const id = useId();
  const first = useFocusOnMount<HTMLTextAreaElement>();
  const text = words.trim();
  const checking = useChecking(handoffId, number, text);
  const { answer, isPending } = checking;
  const isUnchanged = text === claim.text;
  const form = useEscape<HTMLDivElement>(isUnchanged ? onCancel : null);
  const isStruck = answer !== null && answer.struck !== null;
  const canCheck = text !== '' && !isUnchanged;
  const save = (): void => {
    if (reason !== null) checking.checkThen(() => onSave({ number, reason, text }));
  };
  return (
    <div ref={form} className="in-place" role="group" aria-label={`Claim ${number} in your words`}>
      <label htmlFor={`${id}-words`}>Words of claim {number}</label>
      <TextArea
        id={`${id}-words`}
        ref={first}
        minimumRows={2}
        maxLength={MOST_CHARACTERS}
        isReadOnly={isPending}
        isInvalid={isStruck}
        aria-describedby={`${id}-verdict`}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <p id={`${id}-verdict`} role="status" className={isStruck ? 'field-fault' : 'subtle'}>
        {verdictOf(isUnchanged, answer)}
      </p>
      <ClaimReasonField id={`${id}-reason`} value={reason} onChange={setReason} />
      <Failure failure={checking.failure} onRetry={checking.check} />
      <div className="row">
        <Button
          appearance="primary"
          spacing="compact"
          isLoading={isPending}
          isDisabled={!canCheck || isStruck || reason === null}
          onClick={save}
        >
          Save
        </Button>
        <Button spacing="compact" isDisabled={!canCheck || isPending} onClick={checking.check}>
          Check
        </Button>
        <Button appearance="subtle" spacing="compact" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
