import { useEffect, useState } from 'react';
import type { PolicyDocument } from '../../../src/contract/policy';
import type { Settings } from '../settings';
import { canKeepWork, keepWork, keptWork, type Work } from './kept-work';
import { isSame } from './same';

/** The document that stands in the page, edited by the forms of every tab. */
export interface Working {
  readonly work: Work;
  readonly isDirty: boolean;
  /** Whether edits outlive a reload of the page in this browser. */
  readonly isKept: boolean;
  /** Whether somebody else saved or published after these edits were begun. */
  readonly isStale: boolean;
  readonly set: (part: Partial<PolicyDocument>) => void;
  readonly say: (change: string) => void;
  /** Takes this as the edits; they count as none where they say what their base says. */
  readonly put: (work: Work) => void;
  readonly drop: () => void;
}

/** What there is to edit where nobody edited yet: the draft, else the policy in force. */
export function startOf({ policy, draft }: Pick<Settings, 'policy' | 'draft'>): Work {
  const base = draft?.draft.document ?? policy.document;
  return {
    revision: draft?.draft.revision ?? 0,
    baseVersion: policy.version,
    base,
    document: base,
    change: draft?.draft.change ?? '',
  };
}

/** Holds the edits of one person above the tabs, keeps them over a reload, and warns before they would be lost. */
export function useWork(settings: Settings): Working {
  const { accountId } = settings.viewer;
  const [edits, setEdits] = useState<Work | null>(() => keptWork(accountId));
  const [isKept] = useState(canKeepWork);
  const start = startOf(settings);
  const work = edits ?? start;
  const put = (next: Work): void =>
    setEdits(isSame(next.document, next.base) && next.change === start.change ? null : next);
  useEffect(() => keepWork(accountId, edits), [accountId, edits]);
  useEffect(() => {
    if (edits === null) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [edits]);
  return {
    work,
    isDirty: edits !== null,
    isKept,
    isStale: edits !== null && (edits.revision !== start.revision || edits.baseVersion !== start.baseVersion),
    set: (part) => put({ ...work, document: { ...work.document, ...part } }),
    say: (change) => put({ ...work, change }),
    put,
    drop: () => setEdits(null),
  };
}
