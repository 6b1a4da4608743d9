import type { ReactElement } from 'react';
import { Lozenge } from '../elements/lozenge';
import type { Settings } from './admin-page';

/** What can produce output here: the composer always, models where Forge offers one. */
export function EnginesTab({ settings }: { readonly settings: Settings }): ReactElement {
  const { models, policy } = settings;
  return (
    <div className="stack tab-body">
      <p>
        Policy works with AI tier {policy.document.engineTier}
        {policy.document.engineTier === 0 ? ', the composer.' : '.'}
      </p>
      <section aria-labelledby="composer-title" className="card stack-small">
        <div className="row spread">
          <h2 id="composer-title" className="card-title">
            Composer
          </h2>
          <Lozenge word="Available" tone="success" />
        </div>
        <p>Tier 0, no model: it arranges quotes from the issue’s own sources and adds no words of its own.</p>
      </section>
      <section aria-labelledby="models-title" className="card stack-small">
        <div className="row spread">
          <h2 id="models-title" className="card-title">
            Models
          </h2>
          {models.isAvailable ? (
            <Lozenge word="Available" tone="success" />
          ) : (
            <Lozenge word="Not available" tone="neutral" />
          )}
        </div>
        <p>{models.note}</p>
        {models.names.length > 0 && (
          <ul>
            {models.names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
