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

type NameAt = (document: PolicyDocument, index: number) => string | undefined;

/** What an item of a list is called, so that nobody has to count: a rule by its id, a kind by its name. */
const LISTS: ReadonlyMap<string, NameAt> = new Map<string, NameAt>([
  ['rules', ({ rules }, index) => rules[index]?.id],
  ['kinds', ({ kinds }, index) => kinds[index]?.kind],
  ['approvers', ({ approvers }, index) => approvers[index]?.role],
  ['delegations', delegationAt],
  ['templates', ({ templates }, index) => templates[index]?.id],
  ['tiers', ({ tiers }, index) => tiers[index]?.tier.toString()],
  ['bypasses', ({ bypasses }, index) => bypasses[index]?.id],
  ['tests', ({ tests }, index) => tests[index]?.name],
]);

/** The same for a list within a part. */
const INNER_LISTS: ReadonlyMap<string, NameAt> = new Map<string, NameAt>([
  ['guardrails.denylist', ({ guardrails }, index) => guardrails.denylist[index]?.id],
  ['gateStatuses.byProject', ({ gateStatuses }, index) => gateStatuses.byProject[index]?.projectKey],
]);

/** Where a problem is, in words: `rules.3.because` reads “Rule sev-4: because”. */
export function problemPlace(document: PolicyDocument, path: string): string {
  if (path === '') return 'The policy';
  const [part = '', item, ...rest] = path.split('.');
  if (item === undefined) return part === 'kinds' ? 'Kinds of work' : placeTitle(part);
  const inner = INNER_LISTS.get(`${part}.${item}`);
  const [index, ...within] = rest;
  if (inner !== undefined && index !== undefined) {
    return placeTitle([part, item, inner(document, Number(index)) ?? index, ...within].join('/'));
  }
  const name = LISTS.get(part)?.(document, Number(item)) ?? item;
  return placeTitle([part, name, ...rest].join('/'));
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
