import type { ReactElement } from 'react';
import { Lozenge } from '../elements/lozenge';
import { Moment } from '../elements/moment';
import { SealMark } from '../elements/seal-mark';
import type { Settings } from './admin-page';

/** Every version that was in force: when, by whom and why. */
export function VersionsTab({ settings }: { readonly settings: Settings }): ReactElement {
  const { policy, versions } = settings;
  return (
    <div className="stack tab-body">
      <p className="subtle">
        Version in force: v{policy.version}, digest <SealMark seal={policy.digest} />
      </p>
      <ul className="plain-list version-list" aria-label="Versions">
        {versions.map((one) => (
          <li key={one.version}>
            <span className="row">
              <span className="strong">v{one.version}</span>
              {one.version === policy.version && <Lozenge word="In force" tone="success" />}
              <span className="subtle">
                {one.publishedBy.displayName}, <Moment at={one.publishedAt} />
              </span>
            </span>
            <p>{one.change}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
