import Button from '@atlaskit/button/new';
import Textfield from '@atlaskit/textfield';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactElement } from 'react';
import type { VersionSummary } from '../../../src/contract/policy-life';
import { usePort } from '../../app-port';
import { AskOnce } from '../../elements/ask-once';
import { Failure } from '../../elements/failure';
import { useWrite } from '../../queries';
import { ChoiceField } from '../forms/choice-field';
import { useReload } from '../life/use-life';
import { useEditing } from '../work/editing';

const SHORTEST_REASON = 3;

interface RollBackProps {
  readonly versions: readonly VersionSummary[];
}

/** Puts an earlier version in force again, in one act, as a new version. */
export function RollBack({ versions }: RollBackProps): ReactElement {
  const id = useId();
  const port = usePort();
  const client = useQueryClient();
  const reload = useReload();
  const { settings } = useEditing();
  const past = versions.filter(({ state }) => state === 'past');
  const [chosen, setChosen] = useState('');
  const [reason, setReason] = useState('');
  const back = useWrite('admin.roll-back', (policy) => {
    setReason('');
    port.showFlag({
      title: `Policy v${policy.version} is in force`,
      description: 'It says what the earlier version said, for hand-offs from now on.',
    });
    void reload();
    void client.invalidateQueries({ queryKey: ['admin.versions'] });
  });
  const target = past.find(({ version }) => String(version) === chosen) ?? past[0];
  const { version: baseVersion } = settings.policy;
  return (
    <section aria-labelledby={`${id}-title`} className="card stack-small">
      <h2 id={`${id}-title`} className="card-title">
        Go back
      </h2>
      {target === undefined ? (
        <>
          <div>
            <Button isDisabled aria-describedby={`${id}-why`}>
              Roll back
            </Button>
          </div>
          <p id={`${id}-why`} className="subtle">
            No earlier version was in force.
          </p>
        </>
      ) : (
        <>
          <ChoiceField
            label="Version to go back to"
            choices={past.map(({ version, change }) => ({
              value: String(version),
              name: `v${version}: ${change}`,
            }))}
            value={String(target.version)}
            onChange={setChosen}
          />
          <AskOnce
            key={baseVersion}
            action="Roll back"
            question={`Put v${target.version} in force again, as a new version? It counts at once for new hand-offs. A canary ends; a draft stays and has to be saved again.`}
            confirm={`Roll back to v${target.version}`}
            isBusy={back.isPending}
            isDangerous
            isReady={reason.trim().length >= SHORTEST_REASON}
            onConfirm={() => back.mutate({ baseVersion, version: target.version, reason: reason.trim() })}
          >
            <label htmlFor={id}>Reason</label>
            <Textfield
              id={id}
              maxLength={240}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </AskOnce>
        </>
      )}
      <Failure failure={back.error} />
    </section>
  );
}
