import { type ReactNode, useId } from 'react';
import { AdfView } from '../adf/adf-view';
import { issuePath } from '../bridge/locations';
import { Link } from '../parts/link';
import { StatusLozenge } from '../parts/lozenge';
import { PersonChip } from '../parts/person-chip';
import { isRecord } from '../site/json';
import type { Issue, IssueLink, IssueRow } from './model';

/** A titled part of the issue page. */
export function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** The description, or words for none. */
export function Description({ document }: { readonly document: unknown }): ReactNode {
  return (
    <Section title="Description">
      {isRecord(document) ? <AdfView document={document} /> : <p className="subtle">No description yet.</p>}
    </Section>
  );
}

function RowOf({ row, hasAssignee }: { readonly row: IssueRow; readonly hasAssignee: boolean }): ReactNode {
  return (
    <li className="issue-row">
      <Link to={issuePath(row.key)} className="issue-key">
        {row.key}
      </Link>
      <span className="issue-row-summary">{row.summary}</span>
      {hasAssignee && <PersonChip person={row.assignee} nobody="Unassigned" />}
      <StatusLozenge status={row.status} />
    </li>
  );
}

/** The subtasks with who has them; nothing when there are none. */
export function Subtasks({ rows }: { readonly rows: readonly IssueRow[] }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <Section title="Subtasks">
      <ul className="issue-rows">
        {rows.map((row) => (
          <RowOf key={row.key} row={row} hasAssignee />
        ))}
      </ul>
    </Section>
  );
}

/** The linked issues, grouped by the words of the link; nothing when there are none. */
export function LinkedIssues({ links }: { readonly links: readonly IssueLink[] }): ReactNode {
  if (links.length === 0) return null;
  const relations = [...new Set(links.map((link) => link.relation))];
  return (
    <Section title="Linked work items">
      {relations.map((relation) => (
        <div key={relation}>
          <h3>{relation}</h3>
          <ul className="issue-rows">
            {links
              .filter((link) => link.relation === relation)
              .map(({ issue }) => (
                <RowOf key={issue.key} row={issue} hasAssignee={false} />
              ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}

const SIZE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** The attachments' names; the local site keeps no file contents, so there is nothing to open. */
export function Attachments({ files }: { readonly files: Issue['attachments'] }): ReactNode {
  if (files.length === 0) return null;
  return (
    <Section title="Attachments">
      <ul className="attachments">
        {files.map((file, index) => (
          <li key={index}>
            <span>{file.name}</span>
            {file.size !== undefined && (
              <span className="subtle">{SIZE.format(Math.ceil(file.size / 1024))} KB</span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
