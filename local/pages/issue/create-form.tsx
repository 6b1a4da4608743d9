import { type FormEvent, type ReactNode, useMemo, useState } from 'react';
import { showProblem } from '../site/flags';
import { pickText, type JsonRecord } from '../site/json';
import { createResource } from '../site/resource';
import { useStore } from '../site/store';
import { createIssue, loadProjectChoices, loadTypeChoices, presetFields, type Choice } from './new-issue';

interface CreateFormProps {
  /** What the app filled in. */
  readonly context: JsonRecord;
  readonly onCreated: (issueId: string) => void;
}

const projects = createResource(loadProjectChoices);

interface PickerProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (id: string) => void;
}

function Picker({ label, value, choices, onChange }: PickerProps): ReactNode {
  return (
    <label>
      <span className="label">{label}</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {choices.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Jira's form for a new issue; what was typed stays when Jira refuses it. */
export function CreateForm({ context, onCreated }: CreateFormProps): ReactNode {
  const { value: projectChoices = [] } = useStore(projects);
  const [projectId, setProject] = useState(pickText(context, 'projectId') ?? '');
  const project = projectId === '' ? (projectChoices[0]?.id ?? '') : projectId;
  const types = useMemo(
    () => createResource(() => (project === '' ? Promise.resolve([]) : loadTypeChoices(project))),
    [project],
  );
  const { value: typeChoices = [] } = useStore(types);
  const [typeId, setType] = useState(pickText(context, 'issueTypeId') ?? '');
  const type = typeChoices.some(({ id }) => id === typeId) ? typeId : (typeChoices[0]?.id ?? '');
  const [summary, setSummary] = useState(pickText(context, 'summary') ?? '');
  const [description, setDescription] = useState('');
  const [isSending, setSending] = useState(false);
  const preset = Object.keys(presetFields(context));
  const send = async (): Promise<void> => {
    setSending(true);
    try {
      onCreated(await createIssue({ projectId: project, issueTypeId: type, summary, description }, context));
    } catch (error) {
      showProblem('The issue was not created', error);
      setSending(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void send();
  };
  return (
    <form className="create-form" onSubmit={submit}>
      <Picker label="Project" value={project} choices={projectChoices} onChange={setProject} />
      <Picker label="Work type" value={type} choices={typeChoices} onChange={setType} />
      <label>
        <span className="label">Summary</span>
        <input type="text" value={summary} onChange={(event) => setSummary(event.target.value)} />
      </label>
      <label>
        <span className="label">Description</span>
        <textarea rows={5} value={description} onChange={(event) => setDescription(event.target.value)} />
      </label>
      {preset.length > 0 && <p className="subtle">Filled in by the app: {preset.join(', ')}</p>}
      <div className="form-actions">
        <button
          type="submit"
          className="button button-primary"
          disabled={isSending || type === '' || summary.trim() === ''}
        >
          Create
        </button>
      </div>
    </form>
  );
}
