import { property } from '../policy/field-values';
import type { IssueReading } from './issue-reading';
import type { CourseReading } from './surroundings';

/** How one issue ran. Minutes and counts; null where it is not known or has not happened. */
export interface Course {
  readonly resolveMinutes: number | null;
  readonly responseMinutes: number | null;
  readonly reopenings: number | null;
  readonly reassignments: number | null;
}

function minutesBetween(from: string, to: string): number | null {
  const minutes = (Date.parse(to) - Date.parse(from)) / 60_000;
  return Number.isFinite(minutes) && minutes >= 0 ? minutes : null;
}

/** The first comment of somebody else than the reporter; in a service project one that the customer reads. */
function responseOf(course: CourseReading, hasCustomer: boolean): number | null {
  if (!course.hasAllComments) return null;
  const times = course.comments
    .filter(({ by, isInternal }) => by !== course.reporter && !(hasCustomer && isInternal))
    .map(({ at }) => at)
    .sort();
  const [first] = times;
  return first === undefined ? null : minutesBetween(course.createdAt, first);
}

/**
 * Measures one issue. A reopening is a change that takes the resolution away, or that leaves a status in which comparable issues
 * ended (`endings`) for one in which none did; several changes of one moment are told apart by nobody, so each counts. A
 * reassignment takes the issue from one person to another.
 */
export function courseOf(
  course: CourseReading,
  { endings, hasCustomer }: { readonly endings: ReadonlySet<string>; readonly hasCustomer: boolean },
): Course {
  const moved = course.changes.filter(({ field }) => field === 'status');
  const left = moved.filter(({ from, to }) => endings.has(from) && !endings.has(to)).length;
  const cleared = course.changes.filter(
    ({ field, from, to }) => field === 'resolution' && from !== '' && to === '',
  ).length;
  const passed = course.changes.filter(
    ({ field, from, to }) => field === 'assignee' && from !== '' && to !== '',
  ).length;
  return {
    resolveMinutes: minutesBetween(course.createdAt, course.resolvedAt),
    responseMinutes: responseOf(course, hasCustomer),
    reopenings: course.hasAllChanges ? Math.max(left, cleared) : null,
    reassignments: course.hasAllChanges ? passed : null,
  };
}

const timeIn = (fields: IssueReading['rawFields'], name: string): string => {
  const value = fields[name];
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
};

/** The course of the issue itself, from what was read of it. `mostChanges`: so many changes of it are read at most. */
export function ownCourse(reading: IssueReading, mostChanges: number): CourseReading {
  const reporter = property(reading.rawFields['reporter'], 'displayName');
  const status = property(reading.rawFields['status'], 'name');
  return {
    key: reading.key,
    securityLevel: reading.securityLevel,
    createdAt: timeIn(reading.rawFields, 'created'),
    resolvedAt: timeIn(reading.rawFields, 'resolutiondate'),
    reporter: typeof reporter === 'string' ? reporter : '',
    status: typeof status === 'string' ? status : '',
    comments: reading.comments
      .filter(({ isRestricted, isFromAi }) => !isRestricted && !isFromAi)
      .map(({ author, at, isInternal }) => ({ by: author, at, isInternal })),
    hasAllComments: reading.commentsTotal <= reading.comments.length,
    changes: reading.history,
    hasAllChanges: reading.history.length < mostChanges,
  };
}
