import type { IssueReading } from './issue-reading';
import { courseOf, ownCourse, type Course } from './course';
import { spanOf } from './span';
import type { CourseReading } from './surroundings';

/** So many days back and so many issues a baseline looks at, newest first; with fewer than the least it says nothing. */
export const BASELINE = { days: 180, most: 50, least: 4 } as const;
/** So many changes of an issue are read. */
export const MAX_HISTORY = 30;

interface Spread {
  readonly count: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** The value at a part of the way through numbers in order, between two of them where it falls there. */
function quantile(inOrder: readonly number[], part: number): number {
  const place = (inOrder.length - 1) * part;
  const below = Number(inOrder[Math.floor(place)]);
  const above = Number(inOrder[Math.ceil(place)]);
  return below + (above - below) * (place - Math.floor(place));
}

/** Median and quartiles (linear interpolation, as spreadsheets do); null with too few values. */
function spreadOf(values: readonly (number | null)[]): Spread | null {
  const inOrder = values.filter((value) => value !== null).sort((a, b) => a - b);
  if (inOrder.length < BASELINE.least) return null;
  return {
    count: inOrder.length,
    low: quantile(inOrder, 0.25),
    median: quantile(inOrder, 0.5),
    high: quantile(inOrder, 0.75),
  };
}

type Show = (value: number) => string;
const asCount: Show = (value) => String(Math.round(value * 10) / 10);

function sentence(name: string, spread: Spread | null, { show, own }: { show: Show; own: string }): string[] {
  if (spread === null) return [];
  const { count, low, median, high } = spread;
  return [
    `${name}: median ${show(median)}, quartiles ${show(low)} and ${show(high)}, n = ${count}. This issue: ${own}.`,
  ];
}

const shown = (value: number | null, show: Show, none: string): string =>
  value === null ? none : show(value);

function reopened(courses: readonly Course[], own: Course): string[] {
  const known = courses.flatMap(({ reopenings }) => (reopenings === null ? [] : [reopenings]));
  if (known.length < BASELINE.least) return [];
  const count = known.filter((times) => times > 0).length;
  const mine = own.reopenings === null ? 'not known' : `${own.reopenings}`;
  return [`Reopened: ${count} of ${known.length} comparable issues. Reopenings of this issue: ${mine}.`];
}

/** How comparable issues ran: the text of the source, a sentence a line, and how many issues it stands on. */
export interface Baseline {
  readonly text: string;
  readonly count: number;
}

/**
 * The known-good baseline: how finished issues of the same project and type ran, as figures with the sample named, and this
 * issue's own figure beside each. Null with fewer than four issues. It says nothing that changes with the clock, so that what a
 * person confirms can be prepared again: of an issue that is open it gives the time at which it was opened, not its age.
 */
export function baselineOf(reading: IssueReading, comparable: readonly CourseReading[]): Baseline | null {
  if (comparable.length < BASELINE.least) return null;
  const endings = new Set(comparable.map(({ status }) => status));
  const context = { endings, hasCustomer: reading.projectType === 'service_desk' };
  const mine = ownCourse(reading, MAX_HISTORY);
  const own = courseOf(mine, context);
  const courses = comparable.map((one) => courseOf(one, context));
  const opened = mine.createdAt === '' ? 'not resolved' : `opened at ${mine.createdAt} and not resolved`;
  const lines = [
    `Sample: ${comparable.length} issues of type ${reading.issueType} in project ${reading.projectKey} that were resolved in the last ${BASELINE.days} days, at most the newest ${BASELINE.most}.`,
    ...sentence('Time to resolve', spreadOf(courses.map(({ resolveMinutes }) => resolveMinutes)), {
      show: spanOf,
      own: shown(own.resolveMinutes, spanOf, opened),
    }),
    ...sentence('Time to first response', spreadOf(courses.map(({ responseMinutes }) => responseMinutes)), {
      show: spanOf,
      own: shown(own.responseMinutes, spanOf, mine.hasAllComments ? 'none yet' : 'not known'),
    }),
    ...reopened(courses, own),
    ...sentence('Reassignments', spreadOf(courses.map(({ reassignments }) => reassignments)), {
      show: asCount,
      own: shown(own.reassignments, asCount, 'not known'),
    }),
  ];
  return { text: lines.join('\n'), count: comparable.length };
}
