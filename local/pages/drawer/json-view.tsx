import { type ReactNode, useState } from 'react';

/** Longer texts are shown in part first: a browser lays out a megabyte of text slowly. */
const SHOWN = 6_000;

/** A JSON value as text, never as anything else; empty in words. */
export function JsonView({ label, value }: { readonly label: string; readonly value: unknown }): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const text = value === undefined || value === null ? 'empty' : JSON.stringify(value, null, 2);
  const isCut = !isWhole && text.length > SHOWN;
  return (
    <figure className="json">
      <figcaption>{label}</figcaption>
      <pre>{isCut ? text.slice(0, SHOWN) : text}</pre>
      {isCut && (
        <button type="button" className="button" onClick={() => setWhole(true)}>
          Show all {text.length} characters
        </button>
      )}
    </figure>
  );
}
