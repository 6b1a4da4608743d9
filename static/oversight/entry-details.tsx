import type { ReactElement, ReactNode } from 'react';
import type { AuditEntry } from '../../src/contract/audit';
import { count, idToWords, STATES } from '../elements/words';
import { ChecksTable } from './checks-table';
import type { NameOf } from './people';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

type Detail = string | number | boolean | null | readonly string[];

function inWords(value: Detail, nameOf: NameOf): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(value);
  if (value === null || value.length === 0) return 'none';
  if (typeof value !== 'string') return value.join('; ');
  return value.startsWith('actor-') ? `${nameOf(value)} (${value})` : value;
}

function Versions({ versions }: Pick<AuditEntry, 'versions'>): ReactElement {
  const parts = Object.entries(versions).flatMap(([name, version]) =>
    version === null ? [] : [`${name} ${version}`],
  );
  return <Fact name="Versions">{parts.length === 0 ? 'none' : parts.join(' · ')}</Fact>;
}

interface EntryDetailsProps {
  readonly entry: AuditEntry;
  readonly nameOf: NameOf;
}

/** Everything that one entry records, as it is in the chain. */
export function EntryDetails({ entry, nameOf }: EntryDetailsProps): ReactElement {
  const { actor } = entry;
  const hashes = [
    ['Seal', entry.seal],
    ['Hash', entry.hash],
    ['Previous hash', entry.prevEntryHash],
  ] as const;
  return (
    <div className="stack-small">
      <dl className="facts breakable">
        <Fact name="Event">
          <code>{entry.event}</code>
        </Fact>
        <Fact name="Time">{entry.at}</Fact>
        <Fact name="By">
          {actor.kind === 'app' ? 'the app' : `${nameOf(actor.ref)} (${actor.ref})`}, {actor.role}
        </Fact>
        {entry.onBehalfOf !== null && <Fact name="On behalf of">{inWords(entry.onBehalfOf, nameOf)}</Fact>}
        {entry.state !== null && <Fact name="State after it">{STATES[entry.state].word}</Fact>}
        {Object.entries<Detail | undefined>(entry.details).map(
          ([name, value]) =>
            value !== undefined && (
              <Fact
                key={name}
                name={idToWords(name.replaceAll(/[A-Z]/gu, (letter) => ` ${letter.toLowerCase()}`))}
              >
                {inWords(value, nameOf)}
              </Fact>
            ),
        )}
        <Versions versions={entry.versions} />
        {entry.bodies.map((body) => (
          <Fact key={body.name} name={`Text: ${body.name}`}>
            {count(body.bytes, 'byte')}, HMAC <code>{body.hmac}</code>
          </Fact>
        ))}
        <Fact name="Request">
          <code>{entry.requestId}</code>
        </Fact>
        <Fact name="Place">
          index {entry.index} of <code>{entry.chain}</code>
        </Fact>
        {hashes.map(([name, hash]) => (
          <Fact key={name} name={name}>
            {hash === null ? 'none' : <code>{hash}</code>}
          </Fact>
        ))}
      </dl>
      {entry.checks.length > 0 && <ChecksTable checks={entry.checks} />}
    </div>
  );
}
