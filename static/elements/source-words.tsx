import type { ReactElement } from 'react';
import type { Quarantine, Source } from '../../src/contract/output';
import { usePort } from '../app-port';
import { flaggedParts, isBlameless } from './flagged-text';
import { isHiddenWords, removedInWords } from './removed-words';
import { timeParts } from './time-parts';

/** A source in a line: “Comment by Ben Brandt, 2026-11-02”. */
export function sourceTitle({ number, label, author, at }: Source): string {
  const by = author === null ? '' : ` by ${author}`;
  return `${number} · ${label}${by}${at === null ? '' : `, ${at.slice(0, 10)}`}`;
}

/** Kinds whose text the app puts together from Jira's values; the words of the others are people's own. */
const PUT_TOGETHER: ReadonlySet<Source['kind']> = new Set([
  'field',
  'history',
  'attachment',
  'sla',
  'similar-issue',
  'baseline',
]);

interface SourceTextProps {
  readonly kind: Source['kind'];
  /** The text of the source, or a piece of it. */
  readonly text: string;
}

/** A source's text with Jira's times as people read them; what people wrote is shown to the letter. Hostile input: text nodes only. */
export function SourceText({ kind, text }: SourceTextProps): ReactElement {
  if (!PUT_TOGETHER.has(kind)) return <>{text}</>;
  return (
    <>
      {timeParts(text).map(({ exact, shown }, index) =>
        exact === shown ? (
          shown
        ) : (
          <time key={index} dateTime={exact} title={exact}>
            {shown}
          </time>
        ),
      )}
    </>
  );
}

interface QuarantinedProps {
  readonly source: Source;
  readonly quarantine: Quarantine;
}

/** A source's text with the words that a guardrail found marked in it, if they are still there. Hostile input: text nodes only. */
export function FlaggedText({ source, quarantine }: QuarantinedProps): ReactElement {
  const spans = isBlameless(source) ? [] : quarantine.spans;
  return (
    <>
      {flaggedParts(source.text, spans).map((part, index) =>
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
export function QuarantineNote({ source, quarantine }: QuarantinedProps): ReactElement {
  const { ruleIds } = quarantine;
  return (
    <p className="quarantine-note">
      <span className="strong">No engine was given this source.</span>{' '}
      {isBlameless(source)
        ? 'Read with the characters that nobody sees, it speaks to an AI'
        : 'The marked words speak to an AI'}{' '}
      ({ruleIds.length === 1 ? 'rule' : `${ruleIds.length} rules:`} {ruleIds.join(', ')}). No claim may rest
      on it.
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
