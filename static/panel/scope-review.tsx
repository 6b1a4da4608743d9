import type { ReactElement } from 'react';
import type { ScopeReview as Review } from '../../src/contract/scope';
import { FactList } from '../elements/fact-list';
import { LeftOut } from '../elements/left-out';
import { Moment } from '../elements/moment';
import { whereTextsGo, workersInWords } from '../elements/output-words';
import { SealMark } from '../elements/seal-mark';
import { count } from '../elements/words';

/** What AI may read, will produce and may not do in this hand-off, who works, and when it stops (R028-R033, R080-R082). */
export function ScopeReview({ review }: { readonly review: Review }): ReactElement {
  const { scope, engine, fallbacks } = review;
  return (
    <section aria-labelledby="scope-title" className="card stack">
      <div className="row spread">
        <h3 id="scope-title" className="card-title">
          AI Scope Review
        </h3>
        <span className="subtle">
          seal <SealMark seal={review.seal} />
        </span>
      </div>
      <div className="columns">
        <FactList name="AI may read" items={scope.mayRead} />
        <FactList name="AI will produce" items={scope.willProduce} />
        <FactList name="Blocked actions" items={scope.blockedActions} />
        <FactList name="Stop conditions" items={scope.stopConditions} />
        <FactList
          name="Who will work"
          items={[workersInWords(engine, fallbacks), whereTextsGo([engine, ...fallbacks])]}
        />
      </div>
      <LeftOut scope={scope} />
      <p className="subtle">
        {count(review.sourceCount, 'source')}, read as you <Moment at={review.preparedAt} />
      </p>
    </section>
  );
}
