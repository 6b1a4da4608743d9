import type { ReactElement } from 'react';
import type { Stage } from '../../src/contract/handoff';

const STATUS: Readonly<Record<Stage['status'], { readonly mark: string; readonly word: string }>> = {
  done: { mark: '✓', word: 'done' },
  current: { mark: '●', word: 'now' },
  todo: { mark: '○', word: 'to come' },
  stopped: { mark: '✕', word: 'stopped here' },
};

/** How far a hand-off is, each stage with its status in words. */
export function Stages({ stages }: { readonly stages: readonly Stage[] }): ReactElement {
  return (
    <ol className="stages" aria-label="Progress">
      {stages.map(({ name, status }) => (
        <li
          key={name}
          className={`stage stage-${status}`}
          aria-current={status === 'current' ? 'step' : undefined}
        >
          <span aria-hidden="true">{STATUS[status].mark}</span> {name}{' '}
          <span className="stage-word">{STATUS[status].word}</span>
        </li>
      ))}
    </ol>
  );
}
