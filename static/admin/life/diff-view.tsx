import type { ReactElement } from 'react';
import type { PolicyChange } from '../../../src/contract/policy-life';
import type { Person } from '../../../src/contract/scope';
import { Lozenge } from '../../elements/lozenge';
import { placeTitle, sideInWords } from './change-words';

const TYPES = {
  added: { word: 'Added', tone: 'success' },
  removed: { word: 'Removed', tone: 'danger' },
  changed: { word: 'Changed', tone: 'progress' },
} as const;

interface SideProps {
  readonly title: string;
  readonly lines: readonly string[];
  /** Lines that the other side has too say nothing new. */
  readonly other: readonly string[];
}

function Side({ title, lines, other }: SideProps): ReactElement {
  return (
    <div className="diff-side">
      <p className="subtle">{title}</p>
      {lines.length === 0 && <p>Not there</p>}
      {lines.map((line, index) => (
        <p key={index} className={other.includes(line) ? 'subtle' : 'diff-line'}>
          {line}
        </p>
      ))}
    </div>
  );
}

interface DiffViewProps {
  readonly changes: readonly PolicyChange[];
  readonly people: readonly Person[];
  readonly titles?: { readonly before: string; readonly after: string };
}

const TITLES = { before: 'Before', after: 'After' } as const;

/** What differs between two policies, item by item, before beside after; on a narrow screen one under the other. */
export function DiffView({ changes, people, titles = TITLES }: DiffViewProps): ReactElement {
  if (changes.length === 0) return <p>Both say the same.</p>;
  return (
    <ul className="plain-list" aria-label="Changes">
      {changes.map((change) => {
        const { word, tone } = TYPES[change.type];
        const before = sideInWords(change.before, people);
        const after = sideInWords(change.after, people);
        return (
          <li key={change.place} className="card stack-small">
            <p className="row">
              <span className="strong">{placeTitle(change.place)}</span> <Lozenge word={word} tone={tone} />
            </p>
            <div className="diff">
              <Side title={titles.before} lines={before} other={after} />
              <Side title={titles.after} lines={after} other={before} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
