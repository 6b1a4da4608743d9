import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Project, QueueFilter } from '../issue/search';

interface QueueFiltersProps {
  readonly filter: QueueFilter;
  readonly projects: readonly Project[];
  readonly onChange: (project: string, text: string) => void;
}

const TYPING_MS = 250;

/** The filters over the list: a project and a text; typing searches after a short rest. */
export function QueueFilters({ filter, projects, onChange }: QueueFiltersProps): ReactNode {
  const [text, setText] = useState(filter.text);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const type = (next: string): void => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(filter.project, next), TYPING_MS);
  };
  return (
    <search className="filters">
      <label>
        <span className="label">Search</span>
        <input
          type="search"
          value={text}
          placeholder="Text or issue key"
          onChange={(event) => type(event.target.value)}
        />
      </label>
      <label>
        <span className="label">Project</span>
        <select value={filter.project} onChange={(event) => onChange(event.target.value, text)}>
          <option value="">All projects</option>
          {projects.map((project) => (
            <option key={project.key} value={project.key}>
              {project.name} ({project.key})
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}
