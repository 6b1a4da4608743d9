import type { ReactElement } from 'react';
import type { Quarantine, Source } from '../../src/contract/output';
import { usePort } from '../app-port';
import { flaggedParts } from './flagged-text';
import { isHiddenWords, removedInWords } from './removed-words';

/** A source in a line: “Comment by Ben Brandt, 2026-11-02”. */
export function sourceTitle({ number, label, author, at }: Source): string {
  const by = author === null ? '' : ` by ${author}`;
  return `${number} · ${label}${by}${at === null ? '' : `, ${at.slice(0, 10)}`}`;
}

interface FlaggedTextProps {
  readonly text: string;
  readonly quarantine: Quarantine;
}

/** A source's text with the words that a guardrail found marked in it. Hostile input: text nodes only. */
export function FlaggedText({ text, quarantine }: FlaggedTextProps): ReactElement {
  return (
    <>
      {flaggedParts(text, quarantine.spans).map((part, index) =>
        part.isFlagged ? (
          <mark key={index} className="flagged">
            {part.text}
          </mark>
        ) : (
          <span key={index}>{part.text}</span>
        ),
      )}
    </>
  );
}

/** Why a source is in quarantine, and what that means. */
export function QuarantineNote({ quarantine }: { readonly quarantine: Quarantine }): ReactElement {
  const { ruleIds } = quarantine;
  return (
    <p className="quarantine-note">
      <span className="strong">No engine was given this source.</span> The marked words speak to an AI (
      {ruleIds.length === 1 ? 'rule' : `${ruleIds.length} rules:`} {ruleIds.join(', ')}). No claim may rest on
      it.
    </p>
  );
}

/**
 * What was taken out of a source because nobody sees it, in a plain line each; hidden words stand out, for somebody put them there
 * (INJ-03). The samples hold people's words: text nodes only.
 */
export function RemovedNotes({ removed }: Pick<Source, 'removed'>): ReactElement | null {
  if (removed.length === 0) return null;
  return (
    <ul className="plain-list" aria-label="Removed from this source">
      {removed.map((one) => (
        <li key={one.ruleId} className={isHiddenWords(one) ? 'quarantine-note' : 'subtle'}>
          {removedInWords(one)}
        </li>
      ))}
    </ul>
  );
}

/** Opens the place of a source in Jira; nothing where it stands nowhere. Only a path of this site is ever opened. */
export function OpenInJira({
  address,
  of,
}: {
  readonly address: string | null;
  readonly of: string;
}): ReactElement | null {
  const port = usePort();
  if (address?.startsWith('/browse/') !== true) return null;
  return (
    <button
      type="button"
      className="link"
      aria-label={`Open in Jira: ${of}`}
      onClick={() => port.openAddress(address)}
    >
      Open in Jira
    </button>
  );
}

/** What is known of a source beside its text: why it was chosen, and the way to its place in Jira. */
export function SourceFacts({ source }: { readonly source: Source }): ReactElement | null {
  const { because, address } = source;
  if (because === null && address === null) return null;
  return (
    <p className="row subtle">
      {because !== null && <span>Chosen because: {because}</span>}
      <OpenInJira address={address} of={`source ${source.number}`} />
    </p>
  );
}
