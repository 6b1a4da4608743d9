import Button from '@atlaskit/button/new';
import TextArea from '@atlaskit/textarea';
import { useId, useState, type ReactElement } from 'react';
import type { ReasonCode } from '../../src/contract/vocabulary';
import { useEscape } from './use-escape';
import { useFocusOnMount } from './use-focus-on-mount';
import { REASONS } from './words';

export interface GivenReason {
  readonly reason: ReasonCode;
  readonly note: string;
}

interface ReasonFormProps {
  readonly confirm: string;
  readonly whatHappens: string;
  readonly isBusy: boolean;
  readonly onConfirm: (given: GivenReason) => void;
  readonly onCancel: () => void;
}

const isReason = (code: string): code is keyof typeof REASONS => Object.hasOwn(REASONS, code);

/** Asks in place why something is refused or passed on, before it is; the reason is one of a list, so it can be counted. */
export function ReasonForm({
  confirm,
  whatHappens,
  isBusy,
  onConfirm,
  onCancel,
}: ReasonFormProps): ReactElement {
  const [code, setCode] = useState('');
  const [note, setNote] = useState('');
  const id = useId();
  const first = useFocusOnMount<HTMLSelectElement>();
  const form = useEscape<HTMLDivElement>(note === '' ? onCancel : null);
  const isComplete = code !== '' && (code !== 'other' || note.trim() !== '');
  const send = (): void => {
    if (isReason(code)) onConfirm({ reason: code, note });
  };
  return (
    <div ref={form} className="in-place" role="group" aria-label={confirm}>
      <p className="subtle">{whatHappens}</p>
      <label htmlFor={`${id}-reason`}>Reason</label>
      <select
        id={`${id}-reason`}
        className="select"
        ref={first}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      >
        <option value="">Choose a reason</option>
        {Object.entries(REASONS).map(([value, sentence]) => (
          <option key={value} value={value}>
            {sentence}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}-note`}>{code === 'other' ? 'Note' : 'Note (optional)'}</label>
      <TextArea
        id={`${id}-note`}
        minimumRows={2}
        maxLength={1_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div className="row">
        <Button appearance="primary" isLoading={isBusy} isDisabled={!isComplete} onClick={send}>
          {confirm}
        </Button>
        <Button appearance="subtle" onClick={onCancel}>
          Back to the choices
        </Button>
      </div>
    </div>
  );
}
