import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { statusTone } from '../parts/lozenge';
import { showProblem } from '../site/flags';
import { doTransition, loadTransitions } from './jira';
import type { Status, Transition } from './model';
import { TransitionMenu } from './transition-menu';

interface StatusMenuProps {
  readonly issueKey: string;
  readonly status: Status;
  readonly onMoved: () => Promise<void>;
}

/** The status button with the moves that the acting user may make now. */
export function StatusMenu({ issueKey, status, onMoved }: StatusMenuProps): ReactNode {
  const menuId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const root = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isMoving, setMoving] = useState(false);
  const [transitions, setTransitions] = useState<readonly Transition[]>();
  useEffect(() => {
    if (!isOpen) return undefined;
    const closeOutside = (event: PointerEvent): void => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', closeOutside);
    return () => document.removeEventListener('pointerdown', closeOutside);
  }, [isOpen]);

  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const open = async (): Promise<void> => {
    setTransitions(undefined);
    setOpen(true);
    try {
      setTransitions(await loadTransitions(issueKey));
    } catch (error) {
      setOpen(false);
      showProblem('The transitions could not be loaded', error);
    }
  };
  const move = async (transition: Transition): Promise<void> => {
    close();
    setMoving(true);
    try {
      await doTransition(issueKey, transition.id);
      await onMoved();
    } catch (error) {
      showProblem(`${issueKey} was not moved to ${transition.to.name}`, error);
    }
    setMoving(false);
  };
  return (
    <div
      ref={root}
      className="status-menu"
      role="presentation"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen) close();
        if (event.key === 'Tab') setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className={`status-button status-${statusTone(status)}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? menuId : undefined}
        aria-label={`Status: ${status.name}. Change status`}
        disabled={isMoving}
        onClick={() => (isOpen ? close() : void open())}
      >
        {status.name} <span aria-hidden="true">▾</span>
      </button>
      {isOpen && (
        <TransitionMenu
          id={menuId}
          transitions={transitions}
          onChoose={(transition) => void move(transition)}
        />
      )}
    </div>
  );
}
