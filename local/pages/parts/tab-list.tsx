import type { KeyboardEvent, ReactNode } from 'react';

/** One of several views of a thing. */
export interface Tab<N extends string> {
  readonly name: N;
  readonly label: string;
}

interface TabListProps<N extends string> {
  /** What the tabs are about, for those who do not see them. */
  readonly label: string;
  /** Beginning of the ids; the panel of a tab is `<id>-<name>-panel`, labelled by `<id>-<name>`. */
  readonly id: string;
  readonly tabs: readonly Tab<N>[];
  readonly open: N;
  readonly onOpen: (name: N) => void;
}

function focusNeighbour(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="tab"]')];
  const at = tabs.findIndex((tab) => tab === document.activeElement);
  const next = tabs[(at + step + tabs.length) % tabs.length];
  next?.focus();
  next?.click();
}

/** A row of tabs that the arrow keys move through. The panels are the caller's. */
export function TabList<N extends string>({ label, id, tabs, open, onOpen }: TabListProps<N>): ReactNode {
  return (
    <div role="tablist" tabIndex={-1} aria-label={label} className="tabs" onKeyDown={focusNeighbour}>
      {tabs.map(({ name, label: text }) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`${id}-${name}`}
          aria-selected={open === name}
          aria-controls={`${id}-${name}-panel`}
          tabIndex={open === name ? 0 : -1}
          onClick={() => onOpen(name)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
