import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { ApproverSource } from '../../../src/contract/policy-people';
import { earlier, without } from '../forms/order';
import { useNameOf } from '../work/editing';
import { AddSource } from './add-source';
import { sourceInWords, sourceKey } from './sources';

interface SourceListProps {
  /** The accessible name of the list: “Incident commander, in order”. */
  readonly name: string;
  readonly addTo: string;
  readonly value: readonly ApproverSource[];
  readonly onChange: (value: ApproverSource[]) => void;
}

/** People, or where they come from, in the order in which they are asked. */
export function SourceList({ name, addTo, value, onChange }: SourceListProps): ReactElement {
  const nameOf = useNameOf();
  const add = (source: ApproverSource): void => {
    if (value.every((one) => sourceKey(one) !== sourceKey(source))) onChange([...value, source]);
  };
  return (
    <div className="stack-small">
      {value.length > 0 && (
        <ol className="people" aria-label={name}>
          {value.map((source, index) => {
            const words = sourceInWords(source, nameOf);
            return (
              <li key={sourceKey(source)}>
                <span className="person-name">{words}</span>
                <span className="row">
                  <Button
                    spacing="compact"
                    appearance="subtle"
                    isDisabled={index === 0}
                    aria-label={`Move ${words} up`}
                    onClick={() => onChange(earlier(value, index))}
                  >
                    Up
                  </Button>
                  <Button
                    spacing="compact"
                    appearance="subtle"
                    isDisabled={index === value.length - 1}
                    aria-label={`Move ${words} down`}
                    onClick={() => onChange(earlier(value, index + 1))}
                  >
                    Down
                  </Button>
                  <Button
                    spacing="compact"
                    appearance="subtle"
                    aria-label={`Remove ${words}`}
                    onClick={() => onChange(without(value, index))}
                  >
                    Remove
                  </Button>
                </span>
              </li>
            );
          })}
        </ol>
      )}
      <AddSource to={addTo} onAdd={add} />
    </div>
  );
}
