import { Checkbox } from '@atlaskit/checkbox';
import type { ReactElement } from 'react';
import type { AuditPolicy } from '../../../src/contract/policy';
import { Notice } from '../../elements/notice';
import { ISSUES, OPTIONAL_ISSUE, wholeNumber } from '../forms/notations';
import { TypedField } from '../forms/typed-field';
import { useEditing } from '../work/editing';
import { isReleasing, isShorter } from './loosening';
import { Readers } from './readers';

/** Bounds of the contract: EU AI Act, 26(6), below; ten years above. */
const DAYS = { shortest: 180, longest: 3_650 } as const;
const DAY_NOTATION = wholeNumber(DAYS.shortest, DAYS.longest);

interface PartProps {
  readonly audit: AuditPolicy;
  readonly inForce: AuditPolicy;
  readonly set: (part: Partial<AuditPolicy>) => void;
}

function Outside({ audit, set }: PartProps): ReactElement {
  const hasIssue = audit.checkpointIssueKey !== null;
  return (
    <fieldset className="card kind-card">
      <legend>Where checkpoints leave the system</legend>
      <TypedField
        label="Checkpoint issue"
        hint="This issue gets every checkpoint as a comment, so that a copy stands outside the app’s storage. Empty: none does."
        notation={OPTIONAL_ISSUE}
        at="audit.checkpointIssueKey"
        value={audit.checkpointIssueKey}
        onChange={(checkpointIssueKey) =>
          set({ checkpointIssueKey, hasFeed: audit.hasFeed && checkpointIssueKey !== null })
        }
      />
      <Checkbox
        label="Feed for a SIEM: new entries also stand on that issue as properties"
        isChecked={audit.hasFeed}
        isDisabled={!hasIssue}
        onChange={(event) => set({ hasFeed: event.currentTarget.checked })}
      />
      <p className="subtle">
        {hasIssue
          ? 'A SIEM pulls them over Jira’s REST API. Whoever may browse that issue can read them.'
          : 'A feed needs a checkpoint issue.'}
      </p>
    </fieldset>
  );
}

function Retention({ audit, inForce, set }: PartProps): ReactElement {
  const { retentionDays } = audit;
  return (
    <fieldset className="card kind-card">
      <legend>How long texts stay</legend>
      <p className="subtle">
        Counted in days from the end of a hand-off, {DAYS.shortest} at least. The audit trail itself stays: it
        holds no text.
      </p>
      <TypedField
        label="Packets: days"
        hint="What AI was given to read: scope, sources and issue snapshot."
        notation={DAY_NOTATION}
        at="audit.retentionDays.packets"
        value={retentionDays.packets}
        onChange={(packets) => set({ retentionDays: { ...retentionDays, packets } })}
      />
      <TypedField
        label="Outputs: days"
        hint="What AI wrote, and what people noted about it."
        notation={DAY_NOTATION}
        at="audit.retentionDays.outputs"
        value={retentionDays.outputs}
        onChange={(outputs) => set({ retentionDays: { ...retentionDays, outputs } })}
      />
      {isShorter(audit, inForce) && (
        <Notice tone="warning" title="A shorter period erases texts for good at the next daily run.">
          <p>Nobody can reconstruct what a reviewer saw once its texts are erased.</p>
        </Notice>
      )}
    </fieldset>
  );
}

function LegalHold({ audit, inForce, set }: PartProps): ReactElement {
  const { legalHold } = audit;
  return (
    <fieldset className="card kind-card">
      <legend>Legal hold</legend>
      <Checkbox
        label="Hold everything: no text is erased, whatever its age"
        isChecked={legalHold.everything}
        onChange={(event) => set({ legalHold: { ...legalHold, everything: event.currentTarget.checked } })}
      />
      <TypedField
        label="Held issues"
        hint="Texts of hand-offs on these issues are not erased. Issue keys, apart by commas or spaces."
        isLong
        notation={ISSUES}
        at="audit.legalHold.issueKeys"
        value={legalHold.issueKeys}
        onChange={(issueKeys) => set({ legalHold: { ...legalHold, issueKeys } })}
      />
      {isReleasing(audit, inForce) && (
        <Notice tone="warning" title="What is held no longer is erased for good once its period is over.">
          <p>Texts that are already past it go at the next daily run.</p>
        </Notice>
      )}
    </fieldset>
  );
}

/** Who may read the trail, where checkpoints go, how long texts stay, and what is held. */
export function AuditTab(): ReactElement {
  const { settings, document, set } = useEditing();
  const part = {
    audit: document.audit,
    inForce: settings.policy.document.audit,
    set: (next: Partial<AuditPolicy>) => set({ audit: { ...document.audit, ...next } }),
  };
  return (
    <div className="stack tab-body">
      <Readers />
      <Outside {...part} />
      <Retention {...part} />
      <LegalHold {...part} />
    </div>
  );
}
