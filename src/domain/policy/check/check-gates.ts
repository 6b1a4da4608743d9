import type { GateSettings, PolicyDocument, StatusNames } from '../../../contract/policy';
import type { Problem } from '../../../contract/policy-life';
import { folded } from '../field-values';
import { error, repeats, warning } from './problem';

/** At 150 words a minute, as slow as reading aloud: whoever needs less for 1,000 words has read them all the same. */
const SLOWEST_READING_SECONDS = 400;

/** After a week what was approved has hardly stayed as it was (APR-12). */
const LONGEST_USUAL_HOURS = 7 * 24;

function checkStatusNames(names: StatusNames): readonly Problem[] {
  const verdicts = ['approve', 'reject', 'escalate'] as const;
  return verdicts.flatMap((verdict, at) =>
    names[verdict].flatMap((status, index) => {
      const other = verdicts
        .slice(0, at)
        .find((earlier) => names[earlier].some((name) => folded(name) === folded(status)));
      return other === undefined
        ? []
        : [
            error(
              `${verdict}.${index}`,
              `The status ${status} already means ${other}. Remove it from one of the two.`,
            ),
          ];
    }),
  );
}

const under = (path: string, problems: readonly Problem[]): readonly Problem[] =>
  problems.map((problem) => ({ ...problem, path: `${path}.${problem.path}` }));

function checkStatuses({ gateStatuses }: PolicyDocument): readonly Problem[] {
  const { byProject } = gateStatuses;
  const twice = repeats(byProject.map(({ projectKey }) => projectKey)).map(({ at, first }) =>
    error(
      `byProject.${at}.projectKey`,
      `This project has statuses of its own already, as number ${first + 1} of the list. Remove one of the two.`,
    ),
  );
  const inProjects = byProject.flatMap((names, at) => under(`byProject.${at}`, checkStatusNames(names)));
  return under('gateStatuses', [...checkStatusNames(gateStatuses), ...twice, ...inProjects]);
}

/** Nobody is reminded of a gate, and no backup asked, once its time for a decision is over. */
function checkDeadlines({ gates, limits }: PolicyDocument): readonly Problem[] {
  const { approvalHours } = limits;
  const late = ([name, hours, what]: readonly [string, number | null, string]): readonly Problem[] =>
    hours === null || hours < approvalHours
      ? []
      : [
          warning(
            name,
            `A decision times out after ${approvalHours} h, so ${what} after ${hours} h never happens. Choose less, or give more time.`,
          ),
        ];
  return [
    ...late(['remindAfterHours', gates.remindAfterHours, 'a reminder']),
    ...late(['backupAfterHours', gates.backupAfterHours, 'asking the backup']),
  ];
}

function checkReview(gates: GateSettings): readonly Problem[] {
  if (gates.lightReviewUpTo !== 'high') return [];
  const unsigned = warning(
    'lightReviewUpTo',
    'Work of high risk would need no explicit sign-off. Choose medium or less.',
  );
  const unread = warning(
    'doesSignOffNeedReading',
    'Nothing needs a sign-off here, so this changes nothing. Let high risk need one, or turn this off.',
  );
  return gates.doesSignOffNeedReading ? [unsigned, unread] : [unsigned];
}

function checkAttention({ attention }: GateSettings): readonly Problem[] {
  const { minSecondsPerThousandWords, maxQuickInARow, maxApprovalsInARow, maxDecisionsPerDay } = attention;
  const found: readonly (readonly [boolean, keyof typeof attention, string])[] = [
    [
      minSecondsPerThousandWords > SLOWEST_READING_SECONDS,
      'minSecondsPerThousandWords',
      `Whoever reads everything needs less than ${SLOWEST_READING_SECONDS} seconds for 1,000 words, so every approval would count as quick. Choose less.`,
    ],
    [
      minSecondsPerThousandWords > 0 && maxQuickInARow > maxApprovalsInARow,
      'maxQuickInARow',
      `Approvals in a row are stopped at ${maxApprovalsInARow} already, so this limit is never met. Choose less.`,
    ],
    [
      maxApprovalsInARow > maxDecisionsPerDay,
      'maxApprovalsInARow',
      `Decisions of a day are stopped at ${maxDecisionsPerDay} already, so this limit is never met. Choose less.`,
    ],
  ];
  return found.flatMap(([isWrong, name, message]) =>
    isWrong ? [warning(`attention.${name}`, message)] : [],
  );
}

const checkValidity = ({ validHours }: GateSettings): readonly Problem[] =>
  validHours > LONGEST_USUAL_HOURS
    ? [
        warning(
          'validHours',
          'An approval would count for more than a week, in which what it approved may have changed. Choose less.',
        ),
      ]
    : [];

/** How gates are held: statuses of two meanings, deadlines that never come, and limits that nobody or everybody meets. */
export function checkGates(document: PolicyDocument): readonly Problem[] {
  const { gates } = document;
  const settings = [
    ...checkValidity(gates),
    ...checkDeadlines(document),
    ...checkReview(gates),
    ...checkAttention(gates),
  ];
  return [...checkStatuses(document), ...under('gates', settings)];
}
