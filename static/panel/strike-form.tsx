import Button from '@atlaskit/button/new';
import { useId, useState, type ReactElement } from 'react';
import type { ClaimReason } from '../../src/contract/vocabulary';
import { useEscape } from '../elements/use-escape';
import { useFocusOnMount } from '../elements/use-focus-on-mount';
import { ClaimReasonField } from './claim-reason';
import type { Strike } from './marks';

interface StrikeFormProps {
  readonly number: number;
  readonly onSave: (strike: Strike) => void;
  readonly onCancel: () => void;
}

/** Asks in place why a claim is struck. */
export function StrikeForm({ number, onSave, onCancel }: StrikeFormProps): ReactElement {
  const [reason, setReason] = useState<ClaimReason | null>(null);
  const id = useId();
  const first = useFocusOnMount<HTMLSelectElement>();
  const form = useEscape<HTMLDivElement>(onCancel);
  const save = (): void => {
    if (reason !== null) onSave({ number, reason });
  };
  return (
    <div ref={form} className="in-place" role="group" aria-label={`Why claim ${number} is struck`}>
      <ClaimReasonField id={id} value={reason} focused={first} onChange={setReason} />
      <div className="row">
        <Button appearance="primary" spacing="compact" isDisabled={reason === null} onClick={save}>
          Strike it
        </Button>
        <Button appearance="subtle" spacing="compact" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
