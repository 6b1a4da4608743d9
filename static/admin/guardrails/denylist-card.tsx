import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { DenylistEntry } from '../../../src/contract/policy';
import { without, withAt } from '../forms/order';
import { Problems } from '../forms/problems';
import { TextField } from '../forms/text-field';
import { useEditing } from '../work/editing';

const MOST = 50;

/** A free id: `word-3` where `word-1` and `word-2` are taken. */
function freeId(entries: readonly DenylistEntry[]): string {
  const taken = new Set(entries.map(({ id }) => id));
  let number = entries.length + 1;
  while (taken.has(`word-${number}`)) number += 1;
  return `word-${number}`;
}

interface EntryProps {
  readonly entry: DenylistEntry;
  readonly at: string;
  readonly onChange: (entry: DenylistEntry) => void;
  readonly onRemove: () => void;
}

function Entry({ entry, at, onChange, onRemove }: EntryProps): ReactElement {
  const set = (part: Partial<DenylistEntry>): void => onChange({ ...entry, ...part });
  return (
    <div className="in-form stack-small" role="group" aria-label={`Words ${entry.id}`}>
      <div className="field-row">
        <TextField
          label="Id"
          at={`${at}.id`}
          value={entry.id}
          maxLength={40}
          onChange={(id) => set({ id })}
        />
        <TextField
          label="Pattern"
          at={`${at}.pattern`}
          value={entry.pattern}
          maxLength={200}
          onChange={(pattern) => set({ pattern })}
        />
      </div>
      <TextField
        label="Why"
        at={`${at}.why`}
        value={entry.why}
        maxLength={240}
        onChange={(why) => set({ why })}
      />
      <Problems at={at} />
      <div>
        <Button spacing="compact" appearance="subtle" aria-label={`Remove ${entry.id}`} onClick={onRemove}>
          Remove
        </Button>
      </div>
    </div>
  );
}

/** Words that may not stand in an output, each as a pattern with its reason. */
export function DenylistCard(): ReactElement {
  const { document, set } = useEditing();
  const { denylist } = document.guardrails;
  const change = (entries: DenylistEntry[]): void =>
    set({ guardrails: { ...document.guardrails, denylist: entries } });
  return (
    <fieldset className="card kind-card">
      <legend>Words that may not stand in an output</legend>
      <p className="subtle">
        Each pattern is read in RE2’s syntax, without regard to case, and matched in linear time. A claim in
        which one is found is struck with the reason that stands here.
      </p>
      {denylist.length === 0 ? (
        <p>No words are kept out.</p>
      ) : (
        <ol className="plain-list" aria-label="Denylist">
          {denylist.map((entry, index) => (
            // An id changes as it is typed, and the entry must not lose the focus with it.
            <li key={index}>
              <Entry
                entry={entry}
                at={`guardrails.denylist.${index}`}
                onChange={(changed) => change(withAt(denylist, index, changed))}
                onRemove={() => change(without(denylist, index))}
              />
            </li>
          ))}
        </ol>
      )}
      <Problems at="guardrails.denylist" />
      <div>
        <Button
          isDisabled={denylist.length >= MOST}
          onClick={() => change([...denylist, { id: freeId(denylist), pattern: '', why: '' }])}
        >
          Add words
        </Button>
      </div>
    </fieldset>
  );
}
