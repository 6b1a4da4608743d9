import { SCHEDULE_INTERVALS } from '../forge/schedules';
import type { CoverageRow } from './row';

const TESTS = 'local/forge/schedules.test.ts';

const row = (name: string, titles: readonly string[], note = ''): CoverageRow => ({
  area: 'schedules',
  name,
  status: titles.length === 0 ? 'not_started' : 'supported',
  note,
  tests: titles.map((title) => `${TESTS} › ${title}`),
  source: 'platform/forge/manifest-reference/modules/scheduled-trigger',
});

/** Coverage of the area `schedules`. */
export const SCHEDULES_ROWS: readonly CoverageRow[] = [
  ...SCHEDULE_INTERVALS.map((interval) =>
    row(
      interval,
      ['runs five minutes after the start and then each %s'],
      'On the site’s clock, exactly; the platform spreads runs over installations.',
    ),
  ),
  row('a missed time', [
    'runs once for all the times that were missed',
    'of a day runs once each time that more than a day passes, and once after several',
    'of a day runs once, however many days the site was off',
  ]),
  row('a run that throws', ['is not run again after a throw']),
  row('duplicate and lost runs', ['may run twice', 'may miss a run'], 'By faults of the door events.'),
  row('a restart', ['keeps its time over a restart of the site']),
  row('filter appIsLicensed', [], 'Refused at start.'),
  row(
    'what a run returns',
    [],
    'Ignored; Forge’s pages disagree on whether it must look like an answer of HTTP.',
  ),
  row(
    'an edited schedule',
    [],
    'Keeps the time of its next run; a deploy with a changed one resets them on Forge.',
  ),
];
