import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import type { HandoffView } from '../../src/contract/handoff';
import type { Gap, Output } from '../../src/contract/output';
import { usePort } from '../app-port';
import { Notice } from '../elements/notice';
import { count } from '../elements/words';
import { formFile } from './form-file';

/** What is missing, by whom to ask for it, in the order in which it is first named. */
function byPerson(output: Output): ReadonlyMap<string, readonly Gap[]> {
  const asked = new Map<string, readonly Gap[]>();
  for (const gap of output.sections.flatMap(({ gaps }) => gaps)) {
    asked.set(gap.ask, [...(asked.get(gap.ask) ?? []), gap]);
  }
  return asked;
}

/** The result that no output may be made of: what is missing, whom to ask for it, and what was gathered all the same. */
export function NotEnough({ output }: { readonly output: Output }): ReactElement {
  const { counts } = output;
  const asked = [...byPerson(output)];
  return (
    <section aria-labelledby="not-enough-title" className="card stack-small">
      <h3 id="not-enough-title" className="card-title">
        What is missing, and whom to ask
      </h3>
      {asked.length === 0 ? (
        <p>
          Nothing is named as missing: too few of the statements stand on a quote. They are struck below, each
          with its reason.
        </p>
      ) : (
        <ul className="plain-list" aria-label="Whom to ask">
          {asked.map(([person, gaps]) => (
            <li key={person}>
              <span className="strong">{person}</span>
              <ul>
                {gaps.map(({ text }) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
      <p className="subtle">
        The evidence that was gathered stands below: {count(counts.grounded, 'claim')} on quotes from{' '}
        {count(counts.sources, 'source')}. Use it to go on by hand.
      </p>
    </section>
  );
}

interface ManualFormProps {
  readonly view: Pick<HandoffView, 'summary'>;
  readonly output: Output;
}

/** Said where only a template could answer: the output below is a form for a person, who can take it along as a file. */
export function ManualForm({ view, output }: ManualFormProps): ReactElement {
  const port = usePort();
  const blanks = output.sections.reduce((sum, { gaps }) => sum + gaps.length, 0);
  return (
    <Notice tone="info" title="This is a form to work from, not a finished text.">
      <p>
        {blanks === 0
          ? 'Its headings and what could be listed stand below.'
          : `${count(blanks, 'part')} marked “To fill in” ${blanks === 1 ? 'waits' : 'wait'} for a person.`}
      </p>
      <Button spacing="compact" onClick={() => port.saveFile(formFile(view.summary, output))}>
        Save the form as a text file
      </Button>
    </Notice>
  );
}
