import type { ReactNode } from 'react';
import type { Person } from '../issue/model';

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .flatMap((word) => word[0] ?? [])
    .slice(0, 2)
    .join('')
    .toUpperCase();

const hueOf = (accountId: string): number =>
  Array.from(accountId).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 6, 0);

/** A person's initials in a circle; the name has to stand beside it. */
export function Avatar({ person }: { readonly person: Person }): ReactNode {
  const shape = person.isApp ? 'avatar-app' : '';
  return (
    <span className={`avatar avatar-${hueOf(person.accountId)} ${shape}`} aria-hidden="true">
      {initials(person.name)}
    </span>
  );
}

/** A person with initials and name, or words for nobody. */
export function PersonChip({
  person,
  nobody,
}: {
  readonly person: Person | undefined;
  readonly nobody: string;
}): ReactNode {
  if (person === undefined) return <span className="subtle">{nobody}</span>;
  return (
    <span className="person">
      <Avatar person={person} />
      <span>{person.name}</span>
    </span>
  );
}
