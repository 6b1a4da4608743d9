import type { ReactElement } from 'react';
import type { Verdict } from '../../src/contract/vocabulary';
import { Notice } from '../elements/notice';
import { useFocusOnMount } from '../elements/use-focus-on-mount';
import { VERDICTS } from '../elements/words';
import { NextItem } from './next-item';

interface AfterDecisionProps {
  readonly verdict: Verdict;
  /** What comes of it, in the server's words. */
  readonly whatNext: string;
  readonly nextKey: string | null;
}

function NothingElse(): ReactElement {
  const place = useFocusOnMount<HTMLParagraphElement>();
  return (
    <p ref={place} tabIndex={-1}>
      Nothing else waits for you.
    </p>
  );
}

/** What a person's own decision did, and the next item at once. */
export function AfterDecision({ verdict, whatNext, nextKey }: AfterDecisionProps): ReactElement {
  return (
    <Notice tone="success" title={`You ${VERDICTS[verdict]} this packet.`}>
      <p>{whatNext}</p>
      {nextKey === null ? <NothingElse /> : <NextItem nextKey={nextKey} takesFocus />}
    </Notice>
  );
}
