import { useState, type ReactElement } from 'react';
import type { ClassOwners, ClassStop } from '../../../src/contract/policy-people';
import type { ExecutionClass } from '../../../src/contract/vocabulary';
import { Lozenge } from '../../elements/lozenge';
import { Moment } from '../../elements/moment';
import { CLASSES, idToWords, keysOf, roleName } from '../../elements/words';
import { PersonField } from '../forms/person-field';
import { Problems } from '../forms/problems';
import { useEditing, useNameOf } from '../work/editing';

const WHO: Readonly<Record<ClassStop['who'], string>> = {
  owners: 'the policy in force names no owners',
  business: 'its business owner cannot act any more',
  technical: 'its technical owner cannot act any more',
  'on-call': 'its on-call reviewer cannot act any more',
  approver: 'an approver cannot act any more',
};

function Stop({ stop }: { readonly stop: ClassStop }): ReactElement {
  const nameOf = useNameOf();
  return (
    <p>
      <Lozenge word="Stopped" tone="danger" /> since <Moment at={stop.since} />, because {WHO[stop.who]}
      {stop.role !== null && ` as ${roleName(stop.role).toLowerCase()}`}
      {stop.accountId !== null && ` (${nameOf(stop.accountId)})`}.{' '}
      {stop.told === null ? 'No backup could be told.' : `${nameOf(stop.told)} was told.`}
    </p>
  );
}

interface Chosen {
  readonly business: string | null;
  readonly technical: string | null;
  readonly onCall: string | null;
  readonly backup: string | null;
}

const NOBODY: Chosen = { business: null, technical: null, onCall: null, backup: null };

function ownersOf(name: ExecutionClass, { business, technical, onCall, backup }: Chosen): ClassOwners | null {
  return business === null || technical === null || onCall === null
    ? null
    : { class: name, business, technical, onCall, backup };
}

interface ClassCardProps {
  readonly name: ExecutionClass;
  readonly value: ClassOwners | undefined;
  readonly at: string;
  readonly stops: readonly ClassStop[];
  readonly onChange: (value: ClassOwners) => void;
}

/** The three who answer for a class and their backup; the document takes them once all three are named. */
function ClassCard({ name, value, at, stops, onChange }: ClassCardProps): ReactElement {
  const [begun, setBegun] = useState<Chosen>(NOBODY);
  const chosen: Chosen = value ?? begun;
  const set = (part: Partial<Chosen>): void => {
    const next = { ...chosen, ...part };
    const owners = ownersOf(name, next);
    if (owners === null) setBegun(next);
    else onChange(owners);
  };
  return (
    <fieldset className="card kind-card">
      <legend>{idToWords(CLASSES[name])}</legend>
      {stops.map((stop) => (
        <Stop key={`${stop.who} ${String(stop.role)}`} stop={stop} />
      ))}
      {value === undefined && (
        <p>Without a business owner, a technical owner and an on-call reviewer this class stands still.</p>
      )}
      <Problems at={at} />
      <PersonField
        label="Business owner"
        at={`${at}.business`}
        accountId={chosen.business}
        onChange={(business) => set({ business })}
      />
      <PersonField
        label="Technical owner"
        at={`${at}.technical`}
        accountId={chosen.technical}
        onChange={(technical) => set({ technical })}
      />
      <PersonField
        label="On-call reviewer"
        at={`${at}.onCall`}
        accountId={chosen.onCall}
        onChange={(onCall) => set({ onCall })}
      />
      <PersonField
        label="Backup"
        at={`${at}.backup`}
        accountId={chosen.backup}
        isOptional
        onChange={(backup) => set({ backup })}
      />
    </fieldset>
  );
}

/** Who answers for each class of operations, and which of them stand still because somebody is missing. */
export function Owners(): ReactElement {
  const { settings, document, set } = useEditing();
  const { owners } = document;
  const change = (next: ClassOwners): void =>
    set({ owners: [...owners.filter((one) => one.class !== next.class), next] });
  return (
    <section aria-labelledby="owners-title" className="stack-small">
      <h2 id="owners-title">Class owners</h2>
      <p className="subtle">
        Who answers for each class. A class without all three, or with one who is not active any more, stops
        by itself and tells the backup.
      </p>
      {keysOf(CLASSES).map((name) => {
        const index = owners.findIndex((one) => one.class === name);
        return (
          <ClassCard
            key={name}
            name={name}
            value={owners[index]}
            at={`owners.${index}`}
            stops={settings.stops.filter((stop) => stop.class === name)}
            onChange={change}
          />
        );
      })}
      <Problems at="owners" />
    </section>
  );
}
