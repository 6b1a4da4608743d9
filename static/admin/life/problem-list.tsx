import type { ReactElement } from 'react';
import type { PolicyDocument } from '../../../src/contract/policy';
import type { Problem } from '../../../src/contract/policy-life';
import { Disclosure } from '../../elements/disclosure';
import { count } from '../../elements/words';
import { placeTitle } from './change-words';

const MOST_SHOWN = 20;

/** As the place of a change names it: who, in which role, since when. */
function delegationAt({ delegations }: PolicyDocument, index: number): string | undefined {
  const one = delegations[index];
  return one === undefined ? undefined : `${one.from} ${one.role ?? '*'} ${one.since}`;
}

/** What an item of a list is called, so that nobody has to count: a rule by its id, a kind by its name. */
function itemAt(document: PolicyDocument, part: string, index: number): string | undefined {
  switch (part) {
    case 'rules':
      return document.rules[index]?.id;
    case 'kinds':
      return document.kinds[index]?.kind;
    case 'approvers':
      return document.approvers[index]?.role;
    case 'delegations':
      return delegationAt(document, index);
    case 'bypasses':
      return document.bypasses[index]?.id;
    case 'tests':
      return document.tests[index]?.name;
    default:
      return undefined;
  }
}

/** Where a problem is, in words: `rules.3.because` reads “Rule sev-4: because”. */
export function problemPlace(document: PolicyDocument, path: string): string {
  if (path === '') return 'The policy';
  const [part = '', item, ...rest] = path.split('.');
  if (item === undefined) return part === 'kinds' ? 'Kinds of work' : placeTitle(part);
  if (part === 'gateStatuses' && item === 'byProject' && rest.length > 0) {
    const [index = '', ...inner] = rest;
    const key = document.gateStatuses.byProject[Number(index)]?.projectKey ?? index;
    return placeTitle([part, item, key, ...inner].join('/'));
  }
  return placeTitle([part, itemAt(document, part, Number(item)) ?? item, ...rest].join('/'));
}

interface ProblemListProps {
  readonly document: PolicyDocument;
  readonly problems: readonly Problem[];
}

/** Every problem of the document in the page, whichever tab its field stands in. */
export function ProblemList({ document, problems }: ProblemListProps): ReactElement | null {
  if (problems.length === 0) return null;
  return (
    <Disclosure title={`In this page: ${count(problems.length, 'problem')}`}>
      <ul>
        {problems.slice(0, MOST_SHOWN).map(({ path, level, message }, index) => (
          <li key={index}>
            {level === 'warning' && 'Warning: '}
            <span className="strong">{problemPlace(document, path)}</span>: {message}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
