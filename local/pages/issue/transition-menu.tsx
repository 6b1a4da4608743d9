import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { StatusLozenge } from '../parts/lozenge';
import type { Transition } from './model';

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const at = items.findIndex((item) => item === document.activeElement);
  const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 };
  const next = steps[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}

interface TransitionMenuProps {
  readonly id: string;
  readonly transitions: readonly Transition[] | undefined;
  readonly onChoose: (transition: Transition) => void;
}

/** The moves as a menu: focus starts on the first, arrow keys go round. */
export function TransitionMenu({ id, transitions, onChoose }: TransitionMenuProps): ReactNode {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus(), [transitions]);
  return (
    <div
      ref={element}
      id={id}
      role="menu"
      tabIndex={-1}
      aria-label="Transitions"
      className="menu"
      onKeyDown={moveFocus}
    >
      {transitions === undefined && <span className="menu-note">Loading</span>}
      {transitions?.length === 0 && <span className="menu-note">You cannot move this issue.</span>}
      {transitions?.map((transition) => (
        <button
          key={transition.id}
          type="button"
          role="menuitem"
          tabIndex={-1}
          onClick={() => onChoose(transition)}
        >
          <span>{transition.name}</span>
          <span aria-hidden="true">→</span>
          <StatusLozenge status={transition.to} />
        </button>
      ))}
    </div>
  );
}
