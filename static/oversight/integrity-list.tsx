import type { ReactElement } from 'react';
import type { Integrity } from '../../src/contract/trail';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { Notice } from '../elements/notice';

const TEXTS: Readonly<Record<Integrity['name'], string>> = {
  packet: 'Packet that the AI got',
  output: 'Output',
  comment: 'Comment',
  note: 'Reviewer’s note',
};

function Erased({ at }: { readonly at: string | null }): ReactElement {
  return (
    <span className="subtle">
      its text was erased
      {at !== null && (
        <>
          {' '}
          <Moment at={at} />
        </>
      )}
      ; what the chain holds of it stays
    </span>
  );
}

interface IntegrityListProps {
  readonly integrity: readonly Integrity[];
  readonly erasedAt: string | null;
}

/** Of each text beside the chain, whether it is the very text that the chain names. */
export function IntegrityList({ integrity, erasedAt }: IntegrityListProps): ReactElement {
  const broken = integrity.filter(({ holds }) => holds === false);
  return (
    <div className="stack-small">
      {broken.length > 0 && (
        <Notice
          tone="danger"
          title="Not everything below is what the chain names: a text was changed after it was recorded."
        >
          <p>Do not rely on it: {broken.map(({ name }) => TEXTS[name].toLowerCase()).join(', ')}.</p>
        </Notice>
      )}
      <ul className="plain-list" aria-label="Texts against the chain">
        {integrity.map(({ name, holds }) => (
          <li key={name} className="row">
            <span className="strong">{TEXTS[name]}</span>
            {holds === null && <Lozenge word="Erased" tone="neutral" />}
            {holds === true && <Lozenge word="Holds" tone="success" />}
            {holds === false && <Lozenge word="Does not hold" tone="danger" />}
            {holds === null && <Erased at={erasedAt} />}
            {holds === true && <span className="subtle">the very text that the chain names</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
