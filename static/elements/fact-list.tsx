import { useId, type ReactElement } from 'react';

interface FactListProps {
  readonly name: string;
  readonly items: readonly string[];
}

/** A short titled list whose title is its accessible name. */
export function FactList({ name, items }: FactListProps): ReactElement {
  const id = useId();
  return (
    <div className="fact-list">
      <h3 id={id}>{name}</h3>
      <ul aria-labelledby={id}>
        {items.map((item, index) => (
          <li key={`${index}-${item}`}>{item}</li>
        ))}
      </ul>
    </div>
  );
}
