import type { ReactElement } from 'react';
import type { ControlChange } from '../../src/contract/trail';
import { Failure } from '../elements/failure';
import { Moment } from '../elements/moment';
import { ShowMore } from '../elements/show-more';
import { StepHeading } from '../elements/step-heading';
import { Waiting } from '../elements/waiting';
import { readAgain, usePages } from '../queries';
import { namesFrom } from './people';

function whatChanged({ what, policyVersion, isHalted }: ControlChange): string {
  switch (what) {
    case 'policy':
      return policyVersion === null ? 'Policy' : `Policy v${policyVersion}`;
    case 'draft':
      return 'Draft of the policy';
    case 'class':
      return isHalted === true ? 'A class stopped' : 'A class goes on';
    case 'switch':
      return isHalted === true ? 'AI operations halted' : 'AI operations resumed';
  }
}

function ChangeRow({ change }: { readonly change: ControlChange }): ReactElement {
  return (
    <tr>
      <td data-label="When">
        <Moment at={change.at} />
      </td>
      <td data-label="Who">{change.by === null ? 'The app' : namesFrom([change.by])(change.by.ref)}</td>
      <td data-label="What">{whatChanged(change)}</td>
      <td data-label="Change and why">{change.change}</td>
    </tr>
  );
}

/** Every change of the policy, its draft, a class or the switch, newest first: who, what and why. */
export function Changes(): ReactElement {
  const pages = usePages(['oversight.changes'], (port, cursor) => port.call('oversight.changes', { cursor }));
  const changes = pages.data?.pages.flatMap((page) => page.changes);
  return (
    <section aria-labelledby="changes-title" className="stack">
      <StepHeading id="changes-title" text="Who changed what" takesFocus={false} />
      {changes === undefined && pages.error === null && <Waiting for="Reading the changes" lines={6} />}
      {changes?.length === 0 && <p>Nobody has changed the policy or a switch yet.</p>}
      {changes !== undefined && changes.length > 0 && (
        <table className="grid">
          <caption className="visually-hidden">Changes of policy and switches</caption>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Change and why</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <ChangeRow key={change.entryId} change={change} />
            ))}
          </tbody>
        </table>
      )}
      <Failure failure={pages.error} onRetry={() => readAgain(pages)} />
      <ShowMore
        hasMore={pages.hasNextPage}
        isReading={pages.isFetchingNextPage}
        onMore={() => void pages.fetchNextPage()}
      />
    </section>
  );
}
