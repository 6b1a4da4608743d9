import type { ReactElement, ReactNode } from 'react';
import type { Citation, Output, Section } from '../../src/contract/output';
import { ClaimItem } from './claim-item';
import { OUTPUT_KINDS } from '../elements/output-words';
import { CitationButtons } from './citation-buttons';
import type { Marking } from './marking';

/** A citation that the reader chose, and the place in the output where they chose it. */
export interface Pointer extends Citation {
  readonly place: string;
}

export interface Reading {
  readonly pointer: Pointer | null;
  /** The name of whoever owns the work, in whose words a claim may be. */
  readonly owner: string;
  /** The chosen source where it opens under the claim; nothing where it stands beside. */
  readonly inlineSource: ReactNode;
  readonly onPoint: (pointer: Pointer) => void;
  /** Missing where the reader may neither strike nor edit. */
  readonly marking?: Marking;
}

interface SectionProps extends Reading {
  readonly section: Section;
  /** What the whole output is called: a section of that name needs no heading of its own. */
  readonly kind: string;
  /** Whether what is missing is to be filled in by hand, because nothing else could write it. */
  readonly isForm: boolean;
}

function OutputSection({ section, kind, isForm, ...reading }: SectionProps): ReactElement {
  return (
    <div className="stack-small">
      {section.title !== kind && <h5>{section.title}</h5>}
      {section.claims.length > 0 && (
        <ol className="claims">
          {section.claims.map((claim) => (
            <ClaimItem key={claim.number} claim={claim} {...reading} />
          ))}
        </ol>
      )}
      {section.contradictions.map((contradiction) => (
        <div key={contradiction.text} className="contradiction">
          <p>
            <span className="strong">Contradiction:</span> {contradiction.text}
          </p>
          <ul className="plain-list">
            {contradiction.citations.map((citation) => (
              <li key={`${citation.source}-${citation.quote}`}>
                “{citation.quote}”{' '}
                <CitationButtons place={contradiction.text} citations={[citation]} {...reading} />
              </li>
            ))}
          </ul>
          {reading.pointer?.place === contradiction.text && reading.inlineSource}
        </div>
      ))}
      {section.gaps.length > 0 && (
        <ul className="plain-list gaps">
          {section.gaps.map((gap) => (
            <li key={gap.text}>
              <span className="strong">{isForm ? 'To fill in:' : 'Missing:'}</span> {gap.text}.{' '}
              <span className="strong">Ask:</span> {gap.ask}.
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface OutputFrameProps extends Reading {
  readonly output: Output;
}

/**
 * AI text in a frame of its own. Everything inside is hostile input (a model, or people's words): it is only ever a
 * text node here, and nothing in it can look like the app's own words or status.
 */
export function OutputFrame({ output, ...reading }: OutputFrameProps): ReactElement {
  return (
    <section aria-labelledby="ai-output-title" className="ai-frame stack">
      <h3 id="ai-output-title" className="ai-frame-title">
        AI output
      </h3>
      <h4 className="output-kind">{OUTPUT_KINDS[output.kind]}</h4>
      {output.sections.map((section, index) => (
        <OutputSection
          key={`${index}-${section.step}`}
          section={section}
          kind={OUTPUT_KINDS[output.kind]}
          isForm={output.mode === 'manual-template'}
          {...reading}
        />
      ))}
      {output.notDone.length > 0 && (
        <div className="stack-small">
          <h5 id="not-done-title">Not done</h5>
          <ul aria-labelledby="not-done-title">
            {output.notDone.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
