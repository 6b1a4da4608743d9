import Button from '@atlaskit/button/new';
import type { ReactElement } from 'react';
import { usePort } from '../../app-port';
import { Failure } from '../../elements/failure';
import { SealMark } from '../../elements/seal-mark';
import { Waiting } from '../../elements/waiting';
import { useRead } from '../../queries';
import { DiffView } from '../life/diff-view';
import { useEditing, useNameOf } from '../work/editing';
import { toFile, type FileFormat } from './policy-file';

/** One version: its digest and authors, how it differs from the policy in force, and its document as a file. */
export function VersionDetail({ version }: { readonly version: number }): ReactElement {
  const port = usePort();
  const { settings, people } = useEditing();
  const inForce = settings.policy.version;
  const nameOf = useNameOf();
  const { data, error, refetch } = useRead('admin.version', { version });
  if (error !== null) return <Failure failure={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Waiting for={`Reading version ${version}`} />;
  const { policy, changes } = data;
  const save = async (format: FileFormat): Promise<void> =>
    port.saveFile(await toFile(policy.document, { name: `ai-handoff-policy-v${version}`, format }));
  return (
    <div className="in-form stack-small">
      <p className="subtle">
        Digest <SealMark seal={policy.digest} />
        {policy.authors.length > 0 && <> · written by {policy.authors.map(nameOf).join(', ')}</>}
      </p>
      {version === inForce ? (
        <p>It is in force.</p>
      ) : (
        <>
          <p>What going back to it would change:</p>
          <DiffView
            changes={changes}
            people={people}
            titles={{ before: `In force, v${inForce}`, after: `v${version}` }}
          />
        </>
      )}
      <div className="row">
        <Button spacing="compact" onClick={() => void save('json')}>
          {`Export v${version} as JSON`}
        </Button>
        <Button spacing="compact" onClick={() => void save('yaml')}>
          {`Export v${version} as YAML`}
        </Button>
      </div>
    </div>
  );
}
