import type { ReactElement } from 'react';
import type { Limits } from '../../../src/contract/policy';
import { optionalNumber, wholeNumber } from '../forms/notations';
import { TypedField } from '../forms/typed-field';
import { useEditing } from '../work/editing';
import { DenylistCard } from './denylist-card';
import { InjectionCard } from './injection-card';
import { LIMIT_NAMES, type Counted } from './limit-names';

interface Limit {
  readonly name: Counted;
  readonly hint: string;
  readonly least: number;
  readonly most: number;
}

interface LimitGroup {
  readonly title: string;
  readonly limits: readonly Limit[];
}

/** The limits by what they guard, within the bounds of the contract. */
const GROUPS: readonly LimitGroup[] = [
  {
    title: 'What AI reads',
    limits: [
      {
        name: 'maxSources',
        hint: 'Descriptions, comments and changes that one hand-off reads; the newest stay.',
        least: 1,
        most: 500,
      },
      {
        name: 'maxSourceCharacters',
        hint: 'Over all sources of a hand-off.',
        least: 1_000,
        most: 60_000,
      },
    ],
  },
  {
    title: 'What AI writes',
    limits: [
      {
        name: 'maxClaims',
        hint: 'Each stands on a quote from a source.',
        least: 1,
        most: 100,
      },
      {
        name: 'maxOutputCharacters',
        hint: 'Over the whole output of a hand-off.',
        least: 1_000,
        most: 30_000,
      },
      {
        name: 'minCoveragePercent',
        hint: 'An output below it ends as insufficient evidence.',
        least: 0,
        most: 100,
      },
    ],
  },
  {
    title: 'How long it may take',
    limits: [
      {
        name: 'runMinutes',
        hint: 'A run that takes longer fails.',
        least: 1,
        most: 14,
      },
      {
        name: 'approvalHours',
        hint: 'Then the hand-off times out.',
        least: 1,
        most: 336,
      },
      {
        name: 'reviewHours',
        hint: 'Then the hand-off times out.',
        least: 1,
        most: 336,
      },
      {
        name: 'authorPauseHours',
        hint: 'Whoever wrote a version approves nothing under it for so long after it is in force.',
        least: 0,
        most: 168,
      },
    ],
  },
];

const PER_DAY: readonly { readonly name: keyof Limits['perDay']; readonly label: string }[] = [
  { name: 'person', label: 'By one person' },
  { name: 'project', label: 'In one project' },
  { name: 'class', label: 'Of one class' },
];
const MOST_A_DAY = 100_000;

/** What guards every run: what is done about words that speak to an AI, what may not be said, and the limits. */
export function GuardrailsTab(): ReactElement {
  const { document, set } = useEditing();
  const { limits } = document;
  const change = (part: Partial<Limits>): void => set({ limits: { ...limits, ...part } });
  return (
    <div className="stack tab-body">
      <InjectionCard />
      <DenylistCard />
      {GROUPS.map((group) => (
        <fieldset key={group.title} className="card kind-card">
          <legend>{group.title}</legend>
          <div className="field-row">
            {group.limits.map(({ name, hint, least, most }) => (
              <TypedField
                key={name}
                label={LIMIT_NAMES[name]}
                hint={hint}
                notation={wholeNumber(least, most)}
                at={`limits.${name}`}
                value={limits[name]}
                onChange={(value) => change({ [name]: value })}
              />
            ))}
          </div>
        </fieldset>
      ))}
      <fieldset className="card kind-card">
        <legend>Hand-offs a day</legend>
        <p className="subtle">A day of UTC. Empty: no limit.</p>
        <div className="field-row">
          {PER_DAY.map(({ name, label }) => (
            <TypedField
              key={name}
              label={label}
              notation={optionalNumber(1, MOST_A_DAY)}
              at={`limits.perDay.${name}`}
              value={limits.perDay[name]}
              onChange={(value) => change({ perDay: { ...limits.perDay, [name]: value } })}
            />
          ))}
        </div>
      </fieldset>
    </div>
  );
}
