import Button from '@atlaskit/button/new';
import { useId, useState, type ChangeEvent, type ReactElement } from 'react';
import { usePort } from '../../app-port';
import { Notice } from '../../elements/notice';
import { count } from '../../elements/words';
import { useEditing } from '../work/editing';
import { fromText, toFile, type FileFormat, type ReadFile } from './policy-file';

interface Imported {
  readonly name: string;
  readonly read: ReadFile;
}

const MOST_SHOWN = 20;

function Outcome({ imported: { name, read } }: { readonly imported: Imported }): ReactElement {
  if (read.document !== null) {
    return (
      <p role="status">{name} stands in this page now. Look at the differences above, then save the draft.</p>
    );
  }
  return (
    <Notice tone="danger" title={`${name} was not taken: ${count(read.problems.length, 'problem')}.`}>
      <ul>
        {read.problems.slice(0, MOST_SHOWN).map(({ path, message }, index) => (
          <li key={index}>
            {path !== '' && <code>{path}</code>} {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** The document in the page as a file, and a file as the document in the page. */
export function PolicyFileCard(): ReactElement {
  const id = useId();
  const port = usePort();
  const { settings, document, set, frozen } = useEditing();
  const [imported, setImported] = useState<Imported | null>(null);
  const save = async (format: FileFormat): Promise<void> => {
    const version = settings.draft === null ? `v${settings.policy.version}` : 'draft';
    port.saveFile(await toFile(document, { name: `ai-handoff-policy-${version}`, format }));
  };
  const take = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const input = event.currentTarget;
    const file = input.files?.[0];
    if (file === undefined) return;
    const read = await fromText(await file.text());
    // The same file can be chosen again once it was mended.
    input.value = '';
    if (read.document !== null) set(read.document);
    setImported({ name: file.name, read });
  };
  return (
    <section aria-labelledby={`${id}-title`} className="card stack-small">
      <h2 id={`${id}-title`} className="card-title">
        Policy as a file
      </h2>
      <p className="subtle">What stands in this page, so that a team can keep its policy in git.</p>
      <div className="row">
        <Button onClick={() => void save('json')}>Export JSON</Button>
        <Button onClick={() => void save('yaml')}>Export YAML</Button>
      </div>
      <div className="form-field">
        <label htmlFor={id}>Import a file (JSON or YAML)</label>
        <input
          id={id}
          type="file"
          accept=".json,.yaml,.yml"
          disabled={frozen !== null}
          onChange={(event) => void take(event)}
        />
        <p className="subtle">
          {frozen ?? 'It takes the place of everything in this page; nothing is saved yet.'}
        </p>
      </div>
      {imported !== null && <Outcome imported={imported} />}
    </section>
  );
}
