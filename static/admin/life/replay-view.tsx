import type { ReactElement } from 'react';
import type { Flip, Replay, Tally } from '../../../src/contract/policy-life';
import { Lozenge } from '../../elements/lozenge';
import { CLASSES, count, grouped, OPERATIONS, OUTCOMES } from '../../elements/words';
import { flipsInWords, isLooser, sharesInWords } from './tally-words';

function TallyRows({
  of,
  before,
  after,
}: {
  readonly of: string;
  readonly before: Tally;
  readonly after: Tally;
}): ReactElement {
  return (
    <>
      <tr>
        <th scope="row">
          {count(before.total, of)} in force
        </th>
        <td>{grouped(before.eligible)}</td>
        <td>{grouped(before.approvalBound)}</td>
        <td>{grouped(before.blocked)}</td>
        <td>{sharesInWords(before)}</td>
      </tr>
      <tr>
        <th scope="row">{count(after.total, of)} by this draft</th>
        <td>{grouped(after.eligible)}</td>
        <td>{grouped(after.approvalBound)}</td>
        <td>{grouped(after.blocked)}</td>
        <td>{sharesInWords(after)}</td>
      </tr>
    </>
  );
}

function Tallies({ replay }: { readonly replay: Replay }): ReactElement {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Before and after">
      <table className="data">
        <caption>Before and after</caption>
        <thead>
          <tr>
            <th scope="col">Of</th>
            <th scope="col">Eligible</th>
            <th scope="col">Approval-bound</th>
            <th scope="col">Blocked</th>
            <th scope="col">Shares</th>
          </tr>
        </thead>
        <tbody>
          <TallyRows of="recorded decision" {...replay.decisions} />
          {replay.issues.before.total > 0 && <TallyRows of="active issue" {...replay.issues} />}
        </tbody>
      </table>
    </div>
  );
}

function Groups({ groups }: { readonly groups: Replay['byGroup'] }): ReactElement | null {
  if (groups.length === 0) return null;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="By project and class">
      <table className="data">
        <caption>By project and class</caption>
        <thead>
          <tr>
            <th scope="col">Project</th>
            <th scope="col">Class</th>
            <th scope="col">Less careful</th>
            <th scope="col">More careful</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={`${group.projectKey}-${group.class}`}>
              <th scope="row">{group.projectKey}</th>
              <td>{CLASSES[group.class]}</td>
              <td>{grouped(group.looser)}</td>
              <td>{grouped(group.stricter)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function FlipRow({ flip }: { readonly flip: Flip }): ReactElement {
  const before = OUTCOMES[flip.before];
  const after = OUTCOMES[flip.after];
  return (
    <tr>
      <th scope="row">{flip.issueKey ?? flip.projectKey}</th>
      <td>{OPERATIONS[flip.operation]}</td>
      <td>{flip.source === 'issue' ? 'active issue' : 'recorded decision'}</td>
      <td>
        <Lozenge word={before.word} tone={before.tone} /> to <Lozenge word={after.word} tone={after.tone} />
      </td>
      <td>{isLooser(flip) ? 'less careful' : 'more careful'}</td>
      <td>{flip.ruleIds.join(', ')}</td>
    </tr>
  );
}

function Flips({ replay }: { readonly replay: Replay }): ReactElement | null {
  const all = replay.looser + replay.stricter;
  if (all === 0) return null;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Decided otherwise">
      <table className="data">
        <caption>
          Decided otherwise, what becomes less careful first
          {replay.flips.length < all && ` (the first ${replay.flips.length} of ${grouped(all)})`}
        </caption>
        <thead>
          <tr>
            <th scope="col">Issue</th>
            <th scope="col">Operation</th>
            <th scope="col">From</th>
            <th scope="col">Outcome</th>
            <th scope="col">That is</th>
            <th scope="col">Rules that make the difference</th>
          </tr>
        </thead>
        <tbody>
          {replay.flips.map((flip, index) => (
            <FlipRow key={index} flip={flip} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What another policy decides otherwise: in a sentence, before and after, by project and class, and one by one. */
export function ReplayView({ replay }: { readonly replay: Replay }): ReactElement {
  return (
    <div className="stack">
      <p className="strong">
        {count(replay.decisions.before.total, 'recorded decision')} and{' '}
        {count(replay.issues.before.total, 'active issue')}: {flipsInWords(replay)}.
      </p>
      <Flips replay={replay} />
      <Groups groups={replay.byGroup} />
      <Tallies replay={replay} />
    </div>
  );
}
