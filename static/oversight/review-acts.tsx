import type { ReactElement } from 'react';
import type { CallOutput } from '../../src/contract/calls';
import type { Output } from '../../src/contract/output';
import { Moment } from '../elements/moment';
import { CLAIM_REASONS } from '../elements/output-words';
import { count, REASONS } from '../elements/words';

type Reconstruction = CallOutput<'oversight.reconstruct'>;
type Acts = Pick<Reconstruction, 'strikes' | 'edits'>;
type Given = NonNullable<Reconstruction['review']>;

const VERDICTS = { accept: 'accepted', reject: 'rejected', escalate: 'escalated' } as const;

/** “striking 1 claim and writing 2 claims anew”; nothing where nothing was marked. */
function actsInWords({ strikes, edits }: Acts): string {
  const parts = [
    ...(strikes.length === 0 ? [] : [`striking ${count(strikes.length, 'claim')}`]),
    ...(edits.length === 0 ? [] : [`writing ${count(edits.length, 'claim')} anew`]),
  ];
  return parts.length === 0 ? '' : `, ${parts.join(' and ')}`;
}

function Verdict({ given, acts }: { readonly given: Given; readonly acts: Acts }): ReactElement {
  const { by, at, verdict, reason, note } = given;
  return (
    <div>
      <p>
        <span className="strong">{by}</span> {VERDICTS[verdict]} the output <Moment at={at} />
        {actsInWords(acts)}
      </p>
      {reason !== 'none' && <p>Reason: {REASONS[reason]}</p>}
      {note !== '' && <p>Note: “{note}”</p>}
    </div>
  );
}

/** Words of an output or of its reviewer, with whose they are before them. Hostile input: text nodes only. */
function Words({
  whose,
  text,
  isByAi,
}: {
  readonly whose: string;
  readonly text: string | null;
  readonly isByAi: boolean;
}): ReactElement {
  return (
    <div>
      <p className="subtle">{whose}</p>
      {text === null ? (
        <p>These words are gone: the output was erased or cannot be read.</p>
      ) : (
        <blockquote className={isByAi ? 'ai-words' : 'own-words'}>{text}</blockquote>
      )}
    </div>
  );
}

type Act =
  | { readonly kind: 'strike'; readonly strike: Reconstruction['strikes'][number] }
  | { readonly kind: 'edit'; readonly edit: Reconstruction['edits'][number] };

const numberOf = (act: Act): number => (act.kind === 'strike' ? act.strike.number : act.edit.number);

/** Strikes and edits together, in the order of the claims. */
const inOrder = ({ strikes, edits }: Acts): readonly Act[] =>
  [
    ...edits.map((edit): Act => ({ kind: 'edit', edit })),
    ...strikes.map((strike): Act => ({ kind: 'strike', strike })),
  ].sort((one, other) => numberOf(one) - numberOf(other));

interface ActItemProps {
  readonly act: Act;
  readonly by: string;
  readonly claims: ReadonlyMap<number, string>;
}

function ActItem({ act, by, claims }: ActItemProps): ReactElement {
  if (act.kind === 'strike') {
    const { number, reason } = act.strike;
    return (
      <li className="stack-small">
        <p>
          <span className="strong">Claim {number} struck:</span> {CLAIM_REASONS[reason]}
        </p>
        <Words whose="What was struck" text={claims.get(number) ?? null} isByAi />
      </li>
    );
  }
  const { number, reason, was, text, struckBefore } = act.edit;
  return (
    <li className="stack-small">
      <p>
        <span className="strong">Claim {number} written anew:</span> {CLAIM_REASONS[reason]}
      </p>
      {struckBefore !== null && <p>A guardrail had struck the AI’s words: {struckBefore}</p>}
      <Words whose="AI wrote" text={was} isByAi />
      <Words whose={`${by} wrote`} text={text} isByAi={false} />
    </li>
  );
}

const claimTexts = (output: Output | null): ReadonlyMap<number, string> =>
  new Map(
    (output?.sections ?? []).flatMap((section) => section.claims.map(({ number, text }) => [number, text])),
  );

/** Who reviewed an output, when and to what end, and each claim that they struck or wrote anew, with its reason (R186-R189). */
export function ReviewActs({
  review,
  strikes,
  edits,
  view,
}: Pick<Reconstruction, 'review' | 'strikes' | 'edits' | 'view'>): ReactElement {
  if (review === null) return <p>Nobody has reviewed this output.</p>;
  const acts = inOrder({ strikes, edits });
  const claims = claimTexts(view.output);
  return (
    <section aria-labelledby="acts-title" className="stack-small">
      <h3 id="acts-title">The review</h3>
      <Verdict given={review} acts={{ strikes, edits }} />
      {acts.length > 0 && (
        <ul className="plain-list ruled-list" aria-label="Struck and written anew">
          {acts.map((act) => (
            <ActItem key={`${act.kind}-${numberOf(act)}`} act={act} by={review.by} claims={claims} />
          ))}
        </ul>
      )}
    </section>
  );
}
