import { useId, useState, type ReactElement, type ReactNode } from 'react';

interface DisclosureProps {
  readonly title: string;
  readonly children: ReactNode;
  /** What can be said of it while it is closed; beside the button, not in its name. */
  readonly summary?: string;
  readonly startsOpen?: boolean;
  /** Called each time that a person opens it. */
  readonly onOpen?: () => void;
}

/** A title that opens what it names; what is closed is not in the page at all, so it is not read or fetched either. */
export function Disclosure({
  title,
  children,
  summary,
  startsOpen = false,
  onOpen,
}: DisclosureProps): ReactElement {
  const [isOpen, setOpen] = useState(startsOpen);
  const id = useId();
  const toggle = (): void => {
    if (!isOpen) onOpen?.();
    setOpen(!isOpen);
  };
  return (
    <div className="stack-small">
      <div className="row">
        <button
          type="button"
          className="disclosure"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={toggle}
        >
          {title}
        </button>
        {summary !== undefined && <span className="subtle">{summary}</span>}
      </div>
      {isOpen && (
        <div id={id} className="disclosed">
          {children}
        </div>
      )}
    </div>
  );
}
