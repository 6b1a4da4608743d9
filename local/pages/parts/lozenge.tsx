import type { ReactNode } from 'react';
import type { Status } from '../issue/model';

const STATUS_TONES: ReadonlyMap<string, string> = new Map([
  ['indeterminate', 'inprogress'],
  ['done', 'success'],
]);

const TONES = ['default', 'inprogress', 'moved', 'new', 'removed', 'success'];

/** A small coloured word; the word carries the meaning, never the colour alone. */
export function Lozenge({ label, tone }: { readonly label: string; readonly tone: string }): ReactNode {
  return <span className={`lozenge lozenge-${TONES.includes(tone) ? tone : 'default'}`}>{label}</span>;
}

/** A status as a lozenge in its category's colour. */
export function StatusLozenge({ status }: { readonly status: Status }): ReactNode {
  return <Lozenge label={status.name} tone={statusTone(status)} />;
}

/** The tone of a status: grey before work, blue in work, green when done. */
export function statusTone(status: Status): string {
  return STATUS_TONES.get(status.category) ?? 'default';
}
