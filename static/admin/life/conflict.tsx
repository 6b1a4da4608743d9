import Button from '@atlaskit/button/new';
import { useEffect, type ReactElement } from 'react';
import type { CallOutput } from '../../../src/contract/calls';
import type { Person } from '../../../src/contract/scope';
import { Disclosure } from '../../elements/disclosure';
import { Failure } from '../../elements/failure';
import { Notice } from '../../elements/notice';
import { count } from '../../elements/words';
import { useWrite } from '../../queries';
import type { Settings } from '../settings';
import { startOf, type Working } from '../work/use-work';
import { placeTitle } from './change-words';
import { DiffView } from './diff-view';
import { useReload } from './use-life';

type Merge = CallOutput<'admin.merge'>;

function Merged({
  merge,
  people,
}: {
  readonly merge: Merge;
  readonly people: readonly Person[];
}): ReactElement {
  return (
    <>
      {merge.conflicts.length > 0 && (
        <div>
          <p>Both of you changed these; your edit is taken there:</p>
          <ul>
            {merge.conflicts.map((place) => (
              <li key={place}>{placeTitle(place)}</li>
            ))}
          </ul>
        </div>
      )}
      <Disclosure title={`What they changed: ${count(merge.theirs.length, 'change')}`}>
        <DiffView
          changes={merge.theirs}
          people={people}
          titles={{ before: 'When you began', after: 'Theirs' }}
        />
      </Disclosure>
    </>
  );
}

interface ConflictProps {
  readonly settings: Settings;
  readonly working: Working;
  readonly people: readonly Person[];
}

/** Somebody else saved or published meanwhile: nothing is lost, and nothing is overwritten before the person chose. */
export function Conflict({ settings, working, people }: ConflictProps): ReactElement {
  const { work, put, drop } = working;
  const reload = useReload();
  const merge = useWrite('admin.merge');
  const { mutate } = merge;
  const start = startOf(settings);
  const { base, document } = work;
  useEffect(
    () => mutate({ base, mine: document }),
    [mutate, base, document, start.revision, start.baseVersion],
  );
  const takeMine = ({ document: merged, revision, baseVersion }: Merge): void => {
    if (revision !== start.revision || baseVersion !== start.baseVersion) void reload();
    else put({ ...start, document: merged, change: work.change });
  };
  const merged = merge.data;
  return (
    <Notice
      tone="warning"
      title="Somebody else saved or published after you began. Your edits are kept here."
    >
      <Failure failure={merge.error} onRetry={() => mutate({ base, mine: document })} />
      {merged !== undefined && <Merged merge={merged} people={people} />}
      <div className="row">
        <Button
          appearance="primary"
          isDisabled={merged === undefined}
          isLoading={merge.isPending}
          onClick={() => merged !== undefined && takeMine(merged)}
        >
          Put my edits on top
        </Button>
        <Button onClick={drop}>Take theirs</Button>
      </div>
      <p className="subtle">
        Putting yours on top saves nothing yet. Taking theirs drops your edits for good.
      </p>
    </Notice>
  );
}
