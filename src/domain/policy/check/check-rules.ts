import type { PolicyDocument } from '../../../contract/policy';
import type { Problem } from '../../../contract/policy-life';
import type { Condition, Rule, TimeWindow } from '../../../contract/rule';
import { OPERATIONS } from '../../operations/catalogue';
import { error, warning } from './problem';
import { operationFits } from './rule-reach';

const UNKNOWABLE = ['severities', 'dataClasses', 'impacts', 'environments', 'customerFacing'] as const;

function checkAllow({ effect, when }: Rule): readonly Problem[] {
  if (effect.type !== 'allow') return [];
  return UNKNOWABLE.filter((part) => when[part]?.includes('unknown') === true).map((part) =>
    error(
      `when.${part}`,
      'A missing value could be any value, so nothing is allowed because of it. Remove “unknown” here, or allow every value.',
    ),
  );
}

function checkKinds({ when }: Rule, { kinds }: PolicyDocument): readonly Problem[] {
  const missing = (when.kinds ?? []).filter((name) => !kinds.some(({ kind }) => kind === name));
  return missing.map((name) =>
    error('when.kinds', `There is no kind ${name}. Add it under Kinds or take it out of the rule.`),
  );
}

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function checkWindow(window: TimeWindow): readonly Problem[] {
  if (window.type === 'once') {
    return Date.parse(window.to) > Date.parse(window.from)
      ? []
      : [error('to', 'The window ends before it begins. Choose a later end.')];
  }
  const empty =
    window.from === window.to
      ? [
          error(
            'to',
            'The window begins and ends at the same time. For whole days name 00:00 to 12:00 and 12:00 to 00:00.',
          ),
        ]
      : [];
  const zone = isTimeZone(window.timeZone)
    ? []
    : [
        error(
          'timeZone',
          `${window.timeZone} is no time zone that is known here. Write it as in Europe/Berlin.`,
        ),
      ];
  return [...empty, ...zone];
}

const checkWindows = ({ when }: Rule): readonly Problem[] =>
  (['during', 'outside'] as const).flatMap((part) =>
    (when[part] ?? []).flatMap((window, at) =>
      checkWindow(window).map((problem) => ({ ...problem, path: `when.${part}.${at}.${problem.path}` })),
    ),
  );

const HIGHEST_TIER = 3;

function checkTiers({ effect, when }: Rule, { engineTier }: PolicyDocument): readonly Problem[] {
  const { tierAtMost = HIGHEST_TIER, tierAbove } = when;
  const never =
    tierAbove !== undefined && tierAbove >= tierAtMost
      ? [
          warning(
            'when.tierAbove',
            `No tier is above ${tierAbove} and at most ${tierAtMost}, so the rule never fires. Lower the one or raise the other.`,
          ),
        ]
      : [];
  const cap =
    effect.type === 'cap-tier' && effect.tier > engineTier
      ? [
          warning(
            'effect.tier',
            `Tier ${engineTier} is all that is asked for, so a cap at ${effect.tier} lowers nothing. Choose a lower tier.`,
          ),
        ]
      : [];
  return [...never, ...cap];
}

const namesTask = ({ operations, classes, reversibilities, leavesTeam }: Condition): boolean =>
  [operations, classes, reversibilities, leavesTeam].some((part) => part !== undefined);

function checkTask({ when }: Rule): readonly Problem[] {
  return !namesTask(when) || OPERATIONS.some((operation) => operationFits(when, operation))
    ? []
    : [
        warning(
          'when',
          'No operation is all that the rule names, so it never fires. Take out an operation, a class or another part.',
        ),
      ];
}

/** Rules that name what is not there, can never fire, or allow a missing value. */
export const checkRules = (document: PolicyDocument): readonly Problem[] =>
  document.rules.flatMap((rule, at) =>
    [
      ...checkAllow(rule),
      ...checkKinds(rule, document),
      ...checkWindows(rule),
      ...checkTiers(rule, document),
      ...checkTask(rule),
    ].map((problem) => ({ ...problem, path: `rules.${at}.${problem.path}` })),
  );
