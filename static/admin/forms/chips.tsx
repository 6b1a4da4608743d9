import type { ReactElement } from 'react';

interface ChipsProps {
  /** The accessible name of the list. */
  readonly name: string;
  readonly items: readonly { readonly id: string; readonly name: string }[];
  readonly onRemove: (id: string) => void;
}

/** What was named so far, each with the way to take it out. */
export function Chips({ name, items, onRemove }: ChipsProps): ReactElement | null {
  if (items.length === 0) return null;
  return (
    <ul className="chips" aria-label={name}>
      {items.map((item) => (
        <li key={item.id} className="chip">
          <span>{item.name}</span>
          <button
            type="button"
            className="chip-remove"
            aria-label={`Remove ${item.name}`}
            onClick={() => onRemove(item.id)}
          >
            ×
          </button>
        </li>
      ))}
    </ul>
  );
}
