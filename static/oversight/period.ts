/** A range of days as two date fields hold it: `YYYY-MM-DD`, or empty for an open side. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

export const ALL_DAYS: Days = { from: '', to: '' };

/** Whether the first day is after the last one. */
export const isReversed = ({ from, to }: Days): boolean => from !== '' && to !== '' && from > to;

const timeOf = (day: string, time: string): string | null => {
  const moment = new Date(`${day}T${time}`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
};

/** Both days whole, in the reader's own time zone, as ISO 8601 UTC; an open side, or what is no date, is null. */
export const periodOf = ({
  from,
  to,
}: Days): { readonly from: string | null; readonly to: string | null } => ({
  from: timeOf(from, '00:00:00.000'),
  to: timeOf(to, '23:59:59.999'),
});
