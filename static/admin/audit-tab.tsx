import { Checkbox } from '@atlaskit/checkbox';
import TextArea from '@atlaskit/textarea';
import Textfield from '@atlaskit/textfield';
import { useId, type ReactElement } from 'react';
import type { AuditPolicy } from '../../src/contract/policy';
import { Notice } from '../elements/notice';
import type { Finding, Settings } from './admin-page';
import {
  DAYS,
  faultsOf,
  isReleasing,
  isShorter,
  toForm,
  toPolicy,
  type AuditForm,
  type Faults,
} from './audit-form';
import type { Editing } from './draft';
import { DraftBar } from './draft-bar';
import { Readers } from './readers';
import { usePublish } from './use-publish';

interface AuditTabProps extends Editing<AuditForm>, Finding {
  readonly settings: Settings;
  readonly onReload: () => Promise<unknown>;
}

interface FieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly fault: string | undefined;
  readonly isLong?: boolean;
  readonly onChange: (value: string) => void;
}

/** A text field with what it does under it, or with what is wrong with it. */
function Field({ label, hint, value, fault, isLong = false, onChange }: FieldProps): ReactElement {
  const id = useId();
  const shared = { id, value, isInvalid: fault !== undefined, 'aria-describedby': `${id}-hint` };
  return (
    <div className="audit-field">
      <label htmlFor={id}>{label}</label>
      {isLong ? (
        <TextArea {...shared} minimumRows={2} onChange={(event) => onChange(event.currentTarget.value)} />
      ) : (
        <Textfield {...shared} maxLength={64} onChange={(event) => onChange(event.currentTarget.value)} />
      )}
      <p id={`${id}-hint`} className={fault === undefined ? 'subtle' : 'field-fault'}>
        {fault ?? hint}
      </p>
    </div>
  );
}

interface PartProps {
  readonly form: AuditForm;
  readonly faults: Faults;
  readonly set: (part: Partial<AuditForm>) => void;
}

function Outside({ form, faults, set }: PartProps): ReactElement {
  const hasIssue = form.checkpointIssueKey.trim() !== '';
  return (
    <fieldset className="card kind-card">
      <legend>Where checkpoints leave the system</legend>
      <Field
        label="Checkpoint issue"
        hint="This issue gets every checkpoint as a comment, so that a copy stands outside the app’s storage. Empty: none does."
        value={form.checkpointIssueKey}
        fault={faults.checkpointIssueKey}
        onChange={(checkpointIssueKey) => set({ checkpointIssueKey })}
      />
      <Checkbox
        label="Feed for a SIEM: new entries also stand on that issue as properties"
        isChecked={form.hasFeed && hasIssue}
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

function Retention({
  form,
  faults,
  set,
  inForce,
}: PartProps & { readonly inForce: AuditPolicy }): ReactElement {
  return (
    <fieldset className="card kind-card">
      <legend>How long texts stay</legend>
      <p className="subtle">
        Counted in days from the end of a hand-off, {DAYS.shortest} at least. The audit trail itself stays: it
        holds no text.
      </p>
      <Field
        label="Packets: days"
        hint="What AI was given to read: scope, sources and issue snapshot."
        value={form.packets}
        fault={faults.packets}
        onChange={(packets) => set({ packets })}
      />
      <Field
        label="Outputs: days"
        hint="What AI wrote, and what people noted about it."
        value={form.outputs}
        fault={faults.outputs}
        onChange={(outputs) => set({ outputs })}
      />
      {isShorter(form, inForce) && (
        <Notice tone="warning" title="A shorter period erases texts for good at the next daily run.">
          <p>Nobody can reconstruct what a reviewer saw once its texts are erased.</p>
        </Notice>
      )}
    </fieldset>
  );
}

function LegalHold({
  form,
  faults,
  set,
  inForce,
}: PartProps & { readonly inForce: AuditPolicy }): ReactElement {
  return (
    <fieldset className="card kind-card">
      <legend>Legal hold</legend>
      <Checkbox
        label="Hold everything: no text is erased, whatever its age"
        isChecked={form.holdsEverything}
        onChange={(event) => set({ holdsEverything: event.currentTarget.checked })}
      />
      <Field
        label="Held issues"
        hint="Texts of hand-offs on these issues are not erased. Issue keys, apart by commas or spaces."
        value={form.heldIssues}
        fault={faults.heldIssues}
        isLong
        onChange={(heldIssues) => set({ heldIssues })}
      />
      {isReleasing(form, inForce) && (
        <Notice tone="warning" title="What is held no longer is erased for good once its period is over.">
          <p>Texts that are already past it go at the next daily run.</p>
        </Notice>
      )}
    </fieldset>
  );
}

/** Who may read the trail, where checkpoints go, how long texts stay, and what is held. */
export function AuditTab({ settings, onFound, draft, onDraft, onReload }: AuditTabProps): ReactElement {
  const { version, document } = settings.policy;
  const publish = usePublish('admin.save-audit', () => onDraft(null));
  const form = draft?.value ?? toForm(document);
  const faults = faultsOf(form);
  const set = (part: Partial<AuditForm>): void =>
    onDraft({
      baseVersion: draft?.baseVersion ?? version,
      change: draft?.change ?? '',
      value: { ...form, ...part },
    });
  const shared = { form, faults, set };
  return (
    <div className="stack tab-body">
      <Readers
        accountIds={form.readers}
        people={settings.people}
        fault={faults.readers}
        onFound={onFound}
        onChange={(readers) => set({ readers })}
      />
      <Outside {...shared} />
      <Retention {...shared} inForce={document.audit} />
      <LegalHold {...shared} inForce={document.audit} />
      <DraftBar
        draft={draft}
        onDraft={onDraft}
        version={version}
        fault={Object.keys(faults).length === 0 ? null : 'Mend what is marked before you publish.'}
        publish={publish}
        onReload={onReload}
        onSend={({ baseVersion, value, change }) =>
          publish.mutate({ baseVersion, governance: [...value.readers], audit: toPolicy(value), change })
        }
      />
    </div>
  );
}
