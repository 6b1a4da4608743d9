import Button from '@atlaskit/button/new';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { usePort, type AppPort, type CallFailure } from '../app-port';
import { Failure } from '../elements/failure';
import { count } from '../elements/words';

interface Exported {
  readonly lines: number;
  readonly hiddenCount: number;
}

/** Reads the export page by page and offers it as JSON Lines: the very lines that `audit:fsck` verifies. */
async function exportTrail(port: AppPort): Promise<Exported> {
  const lines: string[] = [];
  let hiddenCount = 0;
  let cursor: string | null = null;
  do {
    const page: { lines: string[]; hiddenCount: number; cursor: string | null } = await port.call(
      'oversight.export',
      { cursor },
    );
    lines.push(...page.lines);
    hiddenCount += page.hiddenCount;
    cursor = page.cursor;
  } while (cursor !== null);
  port.saveFile('ai-handoff-audit.jsonl', lines);
  return { lines: lines.length, hiddenCount };
}

/** **Export** and what came of it. */
export function ExportTrail(): ReactElement {
  const port = usePort();
  const run = useMutation<Exported, CallFailure>({ mutationFn: () => exportTrail(port) });
  return (
    <div className="stack-small">
      <div className="row">
        <Button isLoading={run.isPending} onClick={() => run.mutate()}>
          Export
        </Button>
        <span className="subtle" role="status">
          {run.data === undefined
            ? 'Downloads the audit trail that you may see as JSON Lines.'
            : `Exported ${count(run.data.lines, 'entry', 'entries')}; ${run.data.hiddenCount} not visible to you.`}
        </span>
      </div>
      <Failure failure={run.error} onRetry={() => run.mutate()} />
    </div>
  );
}
