import type { Action } from './actions';
import type { Call, Step } from './model';
import { storageUnits } from './totals';

/** What stands where the site says nothing. */
export const UNKNOWN = '–';

const COUNT = new Intl.NumberFormat('en');

/** A number with separators, or the sign for unknown. */
export function countText(value: number | undefined): string {
  return value === undefined ? UNKNOWN : COUNT.format(value);
}

/** A size in B or KB. */
export function sizeText(bytes: number | undefined): string {
  if (bytes === undefined) return UNKNOWN;
  return bytes < 1_024 ? `${bytes} B` : `${(bytes / 1_024).toFixed(1)} KB`;
}

/** Milliseconds, whole ones from ten on. */
export function msText(ms: number): string {
  return `${ms < 10 ? ms.toFixed(1) : COUNT.format(Math.round(ms))} ms`;
}

/** The time of day of an ISO time, in UTC as the site keeps it. */
export function timeOfDay(at: string): string {
  return /T(\d{2}:\d{2}:\d{2}\.\d{3})/.exec(at)?.[1] ?? UNKNOWN;
}

/** What a call cost of quotas that are counted: storage units or tokens. */
export function costText(call: Call): string {
  const units = storageUnits(call);
  if (units !== undefined) return `${units.units} ${units.kind} ${units.units === 1 ? 'unit' : 'units'}`;
  return call.tokens === undefined ? UNKNOWN : `${COUNT.format(call.tokens)} tokens`;
}

/** As whom the app asked. */
export function whoText({ provider, accountId }: Call): string {
  if (provider === 'user') return `user ${accountId ?? ''}`.trim();
  return provider === 'app' ? 'app' : 'platform';
}

/** The status in words: 0 means that nothing came back. */
export function statusText({ status }: Pick<Call, 'status'>): string {
  if (status === 0) return 'ended';
  return status >= 400 ? `${status} error` : String(status);
}

const KINDS: Readonly<Record<Step['kind'], string>> = {
  call: 'Call',
  refresh: 'Frame refresh',
  delivery: 'Delivery',
  jira: 'Change in Jira',
  clock: 'Clock moved',
};

/** What began an action, in one line: kind, name, place, person. */
export function actionTitle({ begin, steps }: Action): string {
  const calls = steps.filter(({ kind }) => kind === begin.kind).map(({ name }) => name);
  const names = begin.n === 0 ? begin.name : [...new Set([begin.name, ...calls])].join(', ');
  const place = begin.issueKey === undefined ? '' : ` on ${begin.issueKey}`;
  return `${KINDS[begin.kind]}: ${names}${place}`;
}

/** The deliveries that followed, each name once with its count; empty when there were none. */
export function followersText({ begin, steps }: Action): string {
  const counts = new Map<string, number>();
  for (const { kind, name } of steps)
    if (kind === 'delivery' && begin.kind !== 'delivery') counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : `${name} × ${count}`)).join(', ');
}
