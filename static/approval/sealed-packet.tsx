import type { ReactElement } from 'react';
import type { ApprovalPanel, HandoffView } from '../../src/contract/handoff';
import { CommentPreview } from '../elements/comment-preview';
import { Disclosure } from '../elements/disclosure';
import { FactList } from '../elements/fact-list';
import { Moment } from '../elements/moment';
import { SealMark } from '../elements/seal-mark';
import { SealedSources } from '../elements/sealed-sources';
import { count } from '../elements/words';

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
        <SealedSources handoff={handoff} />
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
