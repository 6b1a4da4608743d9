import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';

interface ModalProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
  readonly style?: CSSProperties;
  readonly closeOnEscape?: boolean;
  readonly closeOnOverlayClick?: boolean;
}

/** A dialog over everything: the keyboard stays in it, and goes back to where it was when it closes. */
export function Modal(props: ModalProps): ReactNode {
  const { title, children, onClose, style, closeOnEscape = true, closeOnOverlayClick = true } = props;
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    element.current?.showModal();
    return () => {
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  useEffect(() => {
    const onPointer = (event: MouseEvent): void => {
      if (closeOnOverlayClick && event.target === element.current) onClose();
    };
    // A browser closes a dialog at the second Escape even where the first was refused; the key must not reach it.
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      if (closeOnEscape) onClose();
    };
    const shown = element.current;
    shown?.addEventListener('mousedown', onPointer);
    shown?.addEventListener('keydown', onKey);
    return () => {
      shown?.removeEventListener('mousedown', onPointer);
      shown?.removeEventListener('keydown', onKey);
    };
  }, [closeOnOverlayClick, closeOnEscape, onClose]);
  return (
    <dialog
      ref={element}
      className="dialog"
      aria-label={title}
      style={style}
      onCancel={(event) => {
        event.preventDefault();
        if (closeOnEscape) onClose();
      }}
    >
      <div className="dialog-inner">
        <div className="dialog-head">
          <h2>{title}</h2>
          <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
            ✕
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
