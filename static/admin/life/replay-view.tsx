import type { ReactElement } from 'react';
import type { Flip, Replay, Tally } from '../../../src/contract/policy-life';
import { DataTable, type DataRow } from '../../elements/data-table';
import { Lozenge } from '../../elements/lozenge';
import { CLASSES, count, grouped, OPERATIONS, OUTCOMES } from '../../elements/words';
import { flipsInWords, isLooser, sharesInWords } from './tally-words';

const tallyRow = (of: string, tally: Tally): DataRow => ({
  key: of,
  cells: [
    of,
    grouped(tally.eligible),
    grouped(tally.approvalBound),
    grouped(tally.blocked),
    sharesInWords(tally),
  ],
});

const tallyRows = (noun: string, { before, after }: Replay['issues']): readonly DataRow[] =>
  before.total === 0 && after.total === 0
    ? []
    : [
        tallyRow(`${count(before.total, noun)} in force`, before),
        tallyRow(`${count(after.total, noun)} by this draft`, after),
      ];

const groupRow = ({ projectKey, class: name, looser, stricter }: Replay['byGroup'][number]): DataRow => ({
  key: `${projectKey} ${name}`,
  cells: [projectKey, CLASSES[name], grouped(looser), grouped(stricter)],
});

const flipRow = (flip: Flip, index: number): DataRow => ({
  key: String(index),
  cells: [
    flip.issueKey ?? flip.projectKey,
    OPERATIONS[flip.operation],
    flip.source === 'issue' ? 'active issue' : 'recorded decision',
    <>
      <Lozenge {...OUTCOMES[flip.before]} /> to <Lozenge {...OUTCOMES[flip.after]} />
    </>,
    isLooser(flip) ? 'less careful' : 'more careful',
    <>
      {flip.ruleIds.map((id, at) => (
        <span key={id} className="rule-id">
          {id}
          {at < flip.ruleIds.length - 1 && ','}
        </span>
      ))}
    </>,
  ],
});

function flipsCaption({ looser, stricter, flips }: Replay): string {
  const all = looser + stricter;
  const caption = 'Decided otherwise, what becomes less careful first';
  return flips.length < all ? `${caption} (the first ${flips.length} of ${grouped(all)})` : caption;
}

/** What another policy decides otherwise: in a sentence, one by one, by project and class, and before and after. */
export function ReplayView({ replay }: { readonly replay: Replay }): ReactElement {
  return (
    <div className="stack">
      <p className="strong">
        {count(replay.decisions.before.total, 'recorded decision')} and{' '}
        {count(replay.issues.before.total, 'active issue')}: {flipsInWords(replay)}.
      </p>
      {replay.flips.length > 0 && (
        <DataTable
          caption={flipsCaption(replay)}
          columns={['Issue', 'Operation', 'From', 'Outcome', 'That is', 'Rules that make the difference']}
          rows={replay.flips.map(flipRow)}
        />
      )}
      {replay.byGroup.length > 0 && (
        <DataTable
          caption="By project and class"
          columns={['Project', 'Class', 'Less careful', 'More careful']}
          rows={replay.byGroup.map(groupRow)}
        />
      )}
      <DataTable
        caption="Before and after"
        columns={['Of', 'Eligible', 'Approval-bound', 'Blocked', 'Shares']}
        rows={[
          ...tallyRows('recorded decision', replay.decisions),
          ...tallyRows('active issue', replay.issues),
        ]}
      />
    </div>
  );
}
