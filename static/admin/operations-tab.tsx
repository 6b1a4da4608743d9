import { Checkbox } from '@atlaskit/checkbox';
import type { ReactElement } from 'react';
import type { KindRule } from '../../src/contract/policy';
import type { OperationId } from '../../src/contract/vocabulary';
import { KINDS } from '../elements/words';
import type { Settings } from './admin-page';
import type { Editing, KindOffers } from './draft';
import { DraftBar } from './draft-bar';
import { usePublish } from './use-publish';

interface OperationsTabProps extends Editing<readonly KindOffers[]> {
  readonly settings: Settings;
  readonly onReload: () => Promise<unknown>;
}

interface KindCardProps {
  readonly rule: KindRule;
  readonly offered: readonly OperationId[];
  readonly choices: Settings['operations'];
  readonly onToggle: (operation: OperationId) => void;
}

const listed = (names: readonly string[]): string => (names.length === 0 ? 'any' : names.join(', '));

function KindCard({ rule, offered, choices, onToggle }: KindCardProps): ReactElement {
  return (
    <fieldset className="card kind-card">
      <legend>{KINDS[rule.kind]}</legend>
      <p className="subtle">
        Projects: {listed(rule.projects)} · Issue types: {listed(rule.issueTypes)}
      </p>
      <div className="checks">
        {choices.map(({ operation, title }) => (
          <Checkbox
            key={operation}
            label={`${title}${operation === rule.recommended ? ' (recommended)' : ''}`}
            isChecked={offered.includes(operation)}
            onChange={() => onToggle(operation)}
          />
        ))}
      </div>
    </fieldset>
  );
}

const toggled = (operations: readonly OperationId[], operation: OperationId): OperationId[] =>
  operations.includes(operation) ? operations.filter((one) => one !== operation) : [...operations, operation];

/** Which operations are offered on which kind of work. */
export function OperationsTab({ settings, draft, onDraft, onReload }: OperationsTabProps): ReactElement {
  const { version, document } = settings.policy;
  const publish = usePublish('admin.save-operations', () => onDraft(null));
  const value = draft?.value ?? document.kinds.map(({ kind, offers }) => ({ kind, operations: offers }));
  const toggle = (rule: KindRule, operation: OperationId): void =>
    onDraft({
      baseVersion: draft?.baseVersion ?? version,
      change: draft?.change ?? '',
      value: value.map((entry) =>
        entry.kind === rule.kind ? { ...entry, operations: toggled(entry.operations, operation) } : entry,
      ),
    });
  return (
    <div className="stack tab-body">
      {document.kinds.map((rule) => (
        <KindCard
          key={rule.kind}
          rule={rule}
          choices={settings.operations}
          offered={value.find(({ kind }) => kind === rule.kind)?.operations ?? []}
          onToggle={(operation) => toggle(rule, operation)}
        />
      ))}
      <DraftBar
        draft={draft}
        onDraft={onDraft}
        version={version}
        publish={publish}
        onReload={onReload}
        onSend={({ baseVersion, value: offers, change: why }) =>
          publish.mutate({ baseVersion, offers: [...offers], change: why })
        }
      />
    </div>
  );
}
