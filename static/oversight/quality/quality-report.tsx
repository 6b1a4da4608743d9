import Button from '@atlaskit/button/new';
import { useMemo, useState, type ReactElement } from 'react';
import type { Correction } from '../../../src/contract/quality';
import { usePort } from '../../app-port';
import { DataTable } from '../../elements/data-table';
import { ShowMore } from '../../elements/show-more';
import { useFirst } from '../../elements/use-first';
import { grouped } from '../../elements/words';
import { jsonLines } from '../../saved-file';
import { Examples } from './examples';
import { byEngine, byReason, type Group } from './group-corrections';
import {
  actsInWords,
  BY,
  engineInWords,
  modeInWords,
  periodInWords,
  reviewedInWords,
  shareOf,
  whatAndWhy,
  whereIn,
} from './quality-words';
import type { QualityPlace } from './use-quality';

const AT_ONCE = 25;
const FILE = 'ai-handoff-evaluation-set.jsonl';

interface ReasonsProps {
  readonly groups: readonly Group[];
  readonly open: string | null;
  readonly onOpen: (key: string) => void;
}

function Reasons({ groups, open, onOpen }: ReasonsProps): ReactElement {
  const { shown, hasMore, more } = useFirst(groups, AT_ONCE);
  return (
    <>
      <DataTable
        caption="What is taken out, changed or refused, the most frequent first"
        columns={['What and why', 'Where', 'By', 'How often']}
        rows={shown.map((group) => ({
          key: group.key,
          isMarked: group.key === open,
          cells: [
            <button key="open" type="button" className="link" onClick={() => onOpen(group.key)}>
              {whatAndWhy(group.first)}
              <span className="visually-hidden"> in {whereIn(group.first)}, examples</span>
            </button>,
            whereIn(group.first),
            BY[group.first.by],
            shareOf(group),
          ],
        }))}
      />
      <ShowMore hasMore={hasMore} isReading={false} onMore={more} />
    </>
  );
}

function Engines({ corrections }: { readonly corrections: readonly Correction[] }): ReactElement {
  const groups = useMemo(() => byEngine(corrections), [corrections]);
  const { shown, hasMore, more } = useFirst(groups, AT_ONCE);
  return (
    <>
      <DataTable
        caption="The same by what made the output"
        columns={['Engine or model', 'Prompt', 'Made by', 'All', 'Of them']}
        rows={shown.map((group) => ({
          key: group.key,
          cells: [
            engineInWords(group),
            group.first.prompt ?? 'none',
            modeInWords(group),
            grouped(group.corrections.length),
            actsInWords(group.corrections),
          ],
        }))}
      />
      <ShowMore hasMore={hasMore} isReading={false} onMore={more} />
    </>
  );
}

/** What the corrections of a period come to, with the examples behind each line, and all of them as a file. */
export function QualityReport({ place }: { readonly place: QualityPlace }): ReactElement {
  const { pages, reviewed, hiddenCount, days } = place;
  const port = usePort();
  const corrections = useMemo(() => pages.flat(), [pages]);
  const groups = useMemo(() => byReason(corrections, reviewed), [corrections, reviewed]);
  const [open, setOpen] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const chosen = groups.find(({ key }) => key === open);
  const save = (): void => {
    port.saveFile(
      jsonLines(
        FILE,
        corrections.map((correction) => JSON.stringify(correction)),
      ),
    );
    setSaved(true);
  };
  return (
    <section aria-labelledby="report-title" className="stack">
      <div className="stack-small">
        <h2 id="report-title">Report {periodInWords(days)}</h2>
        <p>
          {reviewedInWords(reviewed)}: {actsInWords(corrections)}.{' '}
          {hiddenCount > 0 && <span className="subtle">{grouped(hiddenCount)} not visible to you.</span>}
        </p>
      </div>
      {corrections.length > 0 && (
        <>
          <Reasons groups={groups} open={open} onOpen={setOpen} />
          {chosen !== undefined && (
            <Examples key={chosen.key} corrections={chosen.corrections} first={chosen.first} />
          )}
          <Engines corrections={corrections} />
          <div className="stack-small">
            <div>
              <Button onClick={save}>Download JSON Lines</Button>
            </div>
            <p className="subtle" role="status">
              {isSaved
                ? `Saved as ${FILE}.`
                : 'Every correction as a line, for an evaluation set. It holds words of issues: keep it as they are kept.'}
            </p>
          </div>
        </>
      )}
    </section>
  );
}
