import type { ReactElement } from 'react';
import type { ApprovalPanel, HandoffView } from '../../src/contract/handoff';
import type { Source } from '../../src/contract/output';
import { CommentPreview } from '../elements/comment-preview';
import { Disclosure } from '../elements/disclosure';
import { FactList } from '../elements/fact-list';
import { Moment } from '../elements/moment';
import { SealMark } from '../elements/seal-mark';
import { count } from '../elements/words';

/** A source as it was sealed. Its text is hostile input: text nodes only. */
function SourceItem({ source }: { readonly source: Source }): ReactElement {
  return (
    <li>
      <Disclosure
        title={`${source.number} · ${source.label}${source.author === null ? '' : ` by ${source.author}`}`}
      >
        <p className="source-plain">
          {source.text}
          {source.isTruncated && <span className="subtle"> (cut here)</span>}
        </p>
      </Disclosure>
    </li>
  );
}

function Read({ handoff }: { readonly handoff: HandoffView }): ReactElement {
  return (
    <div className="stack-small">
      <FactList name="AI may read" items={handoff.scope.mayRead} />
      {handoff.scope.leftOut.length > 0 && <FactList name="Left out" items={handoff.scope.leftOut} />}
      <ul className="plain-list" aria-label="Sources">
        {handoff.sources.map((source) => (
          <SourceItem key={source.number} source={source} />
        ))}
      </ul>
    </div>
  );
}

function Versions({ handoff }: { readonly handoff: HandoffView }): ReactElement {
  const engine = handoff.output?.engine;
  return (
    <dl className="facts">
      <dt>Policy</dt>
      <dd>v{handoff.decision.policyVersion}</dd>
      <dt>Engine</dt>
      <dd>
        {engine === undefined
          ? 'Not run yet'
          : `${engine.name} ${engine.version}, tier ${engine.tier}, ${engine.model ?? 'no model'}`}
      </dd>
      <dt>Hand-off</dt>
      <dd className="breakable">{handoff.summary.id}</dd>
      <dt>Seal</dt>
      <dd className="breakable">{handoff.seal}</dd>
    </dl>
  );
}

/** What exactly is approved: its seal, whether it still stands, and everything that is in it. */
export function SealedPacket({ panel }: { readonly panel: ApprovalPanel }): ReactElement {
  const { handoff } = panel;
  const { output } = handoff;
  return (
    <section aria-labelledby="packet-title" className="card stack-small">
      <div className="row spread">
        <h3 id="packet-title" className="card-title">
          Sealed packet
        </h3>
        <span className="subtle">
          <SealMark seal={handoff.seal} />{' '}
          {handoff.summary.state === 'superseded' ? (
            'superseded: it changed after it was sealed'
          ) : (
            <>
              unchanged since <Moment at={handoff.summary.requestedAt} />
            </>
          )}
        </span>
      </div>
      {output !== null && (
        <p>
          {output.counts.grounded} of {count(output.counts.claims, 'claim')} stand on a quote ·{' '}
          {output.counts.struck} struck · {count(output.counts.contradictions, 'open contradiction')}
        </p>
      )}
      {handoff.comment.length > 0 ? (
        <Disclosure title="What would be posted">
          <CommentPreview
            lines={handoff.comment}
            {...(panel.isOpen ? {} : { caption: 'as it was put to the approver' })}
          />
        </Disclosure>
      ) : (
        <Disclosure title="What AI will produce">
          <FactList name="AI will produce" items={handoff.scope.willProduce} />
        </Disclosure>
      )}
      <Disclosure
        title={`What AI ${output === null ? 'would read' : 'read'} (${count(handoff.sources.length, 'source')})`}
      >
        <Read handoff={handoff} />
      </Disclosure>
      <Disclosure title="What it may not do">
        <FactList name="Blocked actions" items={handoff.scope.blockedActions} />
        <FactList name="Stop conditions" items={handoff.scope.stopConditions} />
      </Disclosure>
      <Disclosure title="Versions">
        <Versions handoff={handoff} />
      </Disclosure>
    </section>
  );
}
