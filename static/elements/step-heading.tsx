import { useLayoutEffect, useRef, type ReactElement } from 'react';

interface StepHeadingProps {
  readonly id: string;
  readonly text: string;
  /** Whether the person just came here by their own act; a refresh by itself never moves the focus. */
  readonly takesFocus: boolean;
  /** Heard but not seen: where Jira already shows these words above the panel. */
  readonly isHidden?: boolean;
}

/** The heading of a step, where the focus goes when a person moves on. */
export function StepHeading({ id, text, takesFocus, isHidden = false }: StepHeadingProps): ReactElement {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <h2 id={id} ref={heading} tabIndex={-1} className={isHidden ? 'visually-hidden' : 'step-heading'}>
      {text}
    </h2>
  );
}
