import { useEffect, useMemo, useState } from 'react';
import type { CallOutput } from '../../../src/contract/calls';
import type { PolicyDocument } from '../../../src/contract/policy';
import type { Problem, TestResult } from '../../../src/contract/policy-life';
import { usePort } from '../../app-port';
import { readDocument } from './document-shape';
import { useSettled } from './use-settled';

const EDITING_PAUSE_MS = 500;

type Answer = CallOutput<'admin.check'>;

/** What is wrong with the document in the page, how its own tests come out, and how far it is from the policy in force. */
export interface Checked {
  readonly problems: readonly Problem[];
  readonly tests: readonly TestResult[];
  readonly changes: Answer['changes'];
  /** Whether its shape is right, so that it can be saved and tried. */
  readonly isReadable: boolean;
  /** False from an edit until the server has looked at it, and where the server could not be asked. */
  readonly isCurrent: boolean;
}

const NOTHING: Answer = { problems: [], tests: [], changes: [] };

/** Checks the document: its shape at once, its sense and its tests on the server a moment after the last edit. */
export function useCheck(document: PolicyDocument): Checked {
  const port = usePort();
  const settled = useSettled(document, EDITING_PAUSE_MS);
  const [seen, setSeen] = useState<{ readonly of: PolicyDocument; readonly answer: Answer } | null>(null);
  const read = useMemo(() => readDocument(document), [document]);
  useEffect(() => {
    const wanted = readDocument(settled).document;
    if (wanted === null) return undefined;
    let isWanted = true;
    port.call('admin.check', { document: wanted }).then(
      (answer) => isWanted && setSeen({ of: settled, answer }),
      // Problems are help, not the guard: saving and submitting check again on the server and say why they refuse.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [port, settled]);
  const { problems, tests, changes } = seen?.answer ?? NOTHING;
  return {
    problems: read.document === null ? read.problems : problems,
    tests,
    changes,
    isReadable: read.document !== null,
    isCurrent: read.document !== null && seen?.of === document,
  };
}
