import type { ReactElement } from 'react';
import { problemsWithin, useEditing } from '../work/editing';

interface ProblemsProps {
  /** The place in the document: `rules.3.because`. */
  readonly at: string;
  readonly id?: string;
  /** Whether what is wrong with the place's parts stands here too: where they have no field of their own. */
  readonly isDeep?: boolean;
}

/** What is wrong at one place of the document, beside the field that holds it; nothing where nothing is. */
export function Problems({ at, id, isDeep = false }: ProblemsProps): ReactElement | null {
  const within = problemsWithin(useEditing().checked.problems, at);
  const problems = isDeep ? within : within.filter(({ path }) => path === at);
  if (problems.length === 0) return null;
  return (
    <div id={id}>
      {problems.map(({ level, message }) => (
        <p key={message} className={level === 'error' ? 'field-fault' : 'field-warning'}>
          {level === 'warning' && 'Warning: '}
          {message}
        </p>
      ))}
    </div>
  );
}
