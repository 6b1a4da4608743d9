import Button from '@atlaskit/button/new';
import { useId, type ReactElement, type ReactNode } from 'react';
import type { AuditEntry } from '../../src/contract/audit';
import type { HandoffSummary } from '../../src/contract/handoff';
import { EvidenceBundle } from '../elements/evidence-bundle';
import { Moment } from '../elements/moment';
import { SealMark } from '../elements/seal-mark';
import { count, idToWords, STATES } from '../elements/words';
import { evidenceIn, postedIn, releasesIn, type Evidence, type Release } from './answers';
import type { NameOf } from './people';
import { VerifyChain } from './verify-chain';

interface AnswerProps {
  readonly question: string;
  readonly children: ReactNode;
}

function Answer({ question, children }: AnswerProps): ReactElement {
  const id = useId();
  return (
    <section aria-labelledby={id} className="card stack-small">
      <h3 id={id} className="card-title">
        {question}
      </h3>
      {children}
    </section>
  );
}

function ReleaseItem({
  release,
  nameOf,
}: {
  readonly release: Release;
  readonly nameOf: NameOf;
}): ReactElement {
  return (
    <li>
      <span className="strong">{nameOf(release.ref)}</span> ({idToWords(release.role).toLowerCase()}){' '}
      {release.did} <Moment at={release.at} />
    </li>
  );
}

interface AnswersProps {
  readonly summary: HandoffSummary;
  readonly entries: readonly AuditEntry[];
  readonly nameOf: NameOf;
  readonly onReconstruct: () => void;
}

function WhoLetItOut({ summary, entries, nameOf }: Omit<AnswersProps, 'onReconstruct'>): ReactElement {
  const releases = releasesIn(entries);
  const posted = postedIn(entries);
  return (
    <Answer question="Who let this output out">
      {releases.length === 0 ? (
        <p>Nobody: no output was accepted. The hand-off is {STATES[summary.state].word.toLowerCase()}.</p>
      ) : (
        <ul className="plain-list">
          {releases.map((release) => (
            <ReleaseItem key={release.entryId} release={release} nameOf={nameOf} />
          ))}
        </ul>
      )}
      {posted === null ? (
        <p className="subtle">Nothing was posted.</p>
      ) : (
        <p className="subtle">
          Posted as comment {posted.commentId} on {summary.issueKey}, <Moment at={posted.at} />
        </p>
      )}
    </Answer>
  );
}

function EvidenceFacts({ evidence }: { readonly evidence: Evidence }): ReactElement {
  const { versions, seal } = evidence;
  return (
    <>
      <p>
        <span className="strong">
          {evidence.grounded} of {count(evidence.claims, 'claim')}
        </span>{' '}
        stand on a quote · {evidence.struck} struck · {count(evidence.contradictions, 'contradiction')} ·{' '}
        {count(evidence.sources, 'source')}
      </p>
      <p className="subtle">
        {versions.policy !== null && `Policy v${versions.policy} · `}
        {versions.engine ?? 'unnamed engine'}, {versions.model ?? 'no model'}
        {seal !== null && (
          <>
            {' · packet seal '}
            <SealMark seal={seal} />
          </>
        )}
      </p>
    </>
  );
}

/** An auditor's three questions about one hand-off, answered from its whole trail. */
export function StoryAnswers({ summary, entries, nameOf, onReconstruct }: AnswersProps): ReactElement {
  const evidence = evidenceIn(entries);
  return (
    <div className="answers">
      <WhoLetItOut summary={summary} entries={entries} nameOf={nameOf} />
      <Answer question="On what evidence">
        {evidence === null ? (
          <p>No run finished, so there is no output.</p>
        ) : (
          <EvidenceFacts evidence={evidence} />
        )}
        <div>
          <Button onClick={onReconstruct}>Reconstruct what the reviewer saw</Button>
        </div>
      </Answer>
      <Answer question="Is it unchanged">
        <VerifyChain handoffId={summary.id} />
        <EvidenceBundle call="oversight.bundle" handoffId={summary.id} />
      </Answer>
    </div>
  );
}
