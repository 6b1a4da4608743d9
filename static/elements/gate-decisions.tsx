import type { ReactElement } from 'react';
import type { GateDecision, GateStatus } from '../../src/contract/handoff';
import { Moment } from './moment';
import { REASONS, VERDICTS } from './words';

const WAYS: Readonly<Record<GateDecision['via'], string>> = {
  panel: 'in the panel',
  batch: 'in a batch of low risk',
  transition: 'by moving the subtask',
};

function Decided({ decision }: { readonly decision: GateDecision }): ReactElement {
  return (
    <li>
      <span className="strong">{decision.by.displayName}</span>
      {decision.as === 'backup' && ' (backup)'} {VERDICTS[decision.verdict]}{' '}
      {decision.gate === 'run' ? 'the run' : 'the use'} <Moment at={decision.at} /> {WAYS[decision.via]}
      {decision.reason !== 'none' && `. ${REASONS[decision.reason]}`}
      {decision.note !== '' && `: “${decision.note}”`}
    </li>
  );
}

/** Who decided at which gate, how and why; nothing where no gate has been decided. */
export function GateDecisions({ gates }: { readonly gates: readonly GateStatus[] }): ReactElement | null {
  const decisions = gates
    .flatMap(({ seats }) => seats)
    .flatMap(({ decision }) => (decision === null ? [] : [decision]));
  if (decisions.length === 0) return null;
  return (
    <ul className="plain-list" aria-label="Decisions at the gates">
      {decisions.map((decision) => (
        <Decided key={`${decision.gate}-${decision.by.accountId}`} decision={decision} />
      ))}
    </ul>
  );
}
