import { useId, useState, type ReactElement, type ReactNode } from 'react';

interface DisclosureProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A title that opens what it names; what is closed is not in the page at all, so it is not read or fetched either. */
export function Disclosure({ title, children }: DisclosureProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="stack-small">
      <button
        type="button"
        className="disclosure"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {title}
      </button>
      {isOpen && (
        <div id={id} className="disclosed">
          {children}
        </div>
      )}
    </div>
  );
}
