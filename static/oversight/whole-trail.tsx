import type { ReactElement } from 'react';
import { ExportTrail } from './export-trail';
import type { Export } from './use-export';
import type { VerifyAll } from './use-verify-all';
import { VerifyEverything } from './verify-everything';

interface WholeTrailProps {
  readonly verifyAll: VerifyAll;
  readonly exporting: Export;
}

/** What can be done with the whole trail: prove that it is unchanged, and take it out. */
export function WholeTrail({ verifyAll, exporting }: WholeTrailProps): ReactElement {
  return (
    <div className="stack">
      <VerifyEverything verifyAll={verifyAll} />
      <ExportTrail exporting={exporting} />
    </div>
  );
}
