import type { ReactElement } from 'react';
import { useProblemsAt } from '../work/editing';

interface ProblemsProps {
  /** The place in the document: `rules.3.because`. */
  readonly at: string;
  readonly id?: string;
}

/** What is wrong at one place of the document, beside the field that holds it; nothing where nothing is. */
export function Problems({ at, id }: ProblemsProps): ReactElement | null {
  const problems = useProblemsAt(at);
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
