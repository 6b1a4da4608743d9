import { z } from 'zod';
import { APP_ACCOUNT_ID } from '../../local/jira/jira-door';
import type { FaultySite } from './faulty-site';

/** A comment of the app with the properties that mark it. */
export interface AppComment {
  readonly id: string;
  readonly marks: ReadonlyMap<string, unknown>;
  /** What it says, as the JSON of its document. */
  readonly said: string;
}

/** A subtask of an issue with the app's mark on it, null where there is none. */
export interface MarkedSubtask {
  readonly id: string;
  readonly mark: { readonly handoffId: string; readonly gate: string } | null;
}

const PropertySchema = z.object({ key: z.string(), value: z.unknown() });
const CommentsSchema = z.object({
  comments: z.array(z.object({ id: z.string(), author: z.object({ accountId: z.string() }) })),
  total: z.number(),
});
const MarkedSchema = z.object({
  values: z.array(z.object({ id: z.string(), properties: z.array(PropertySchema), body: z.unknown() })),
});
const MarkSchema = z.object({ handoffId: z.string(), gate: z.string() });
const FieldsSchema = z.object({
  id: z.string(),
  fields: z.object({ subtasks: z.array(z.object({ id: z.string() })).default([]) }),
  properties: z.record(z.string(), z.unknown()).default({}),
});

/** What stands in Jira, read as a person who may see everything. */
export interface JiraWorld {
  readonly commentsOfApp: (issueId: string) => Promise<readonly AppComment[]>;
  readonly subtasks: (issueId: string) => Promise<readonly MarkedSubtask[]>;
  /** The issue property that JQL sees; undefined when it was never set. */
  readonly property: (issueId: string) => Promise<unknown>;
}

const READER = 'admin-ada';

export function createJiraWorld({ ask }: Pick<FaultySite, 'ask'>): JiraWorld {
  const issue = async (id: string, query: string): Promise<z.infer<typeof FieldsSchema>> =>
    FieldsSchema.parse(await ask(READER, `GET issue/${id}?${query}`));
  return {
    async commentsOfApp(issueId) {
      const path = `issue/${issueId}/comment?maxResults=100&orderBy=-created`;
      const { comments } = CommentsSchema.parse(await ask(READER, `GET ${path}`));
      const ids = comments
        .filter(({ author }) => author.accountId === APP_ACCOUNT_ID)
        .map(({ id }) => Number(id));
      if (ids.length === 0) return [];
      const { values } = MarkedSchema.parse(
        await ask(READER, 'POST comment/list?expand=properties', { ids }),
      );
      return values.map(({ id, properties, body }) => ({
        id,
        said: JSON.stringify(body),
        marks: new Map(properties.map(({ key, value }) => [key, value] as const)),
      }));
    },
    async subtasks(issueId) {
      const { fields } = await issue(issueId, 'fields=subtasks');
      return Promise.all(
        fields.subtasks.map(async ({ id }) => {
          const { properties } = await issue(id, 'fields=summary&properties=ai-handoff-approval');
          const mark = MarkSchema.safeParse(properties['ai-handoff-approval']);
          return { id, mark: mark.success ? mark.data : null };
        }),
      );
    },
    property: async (issueId) =>
      (await issue(issueId, 'fields=summary&properties=ai-handoff')).properties['ai-handoff'],
  };
}
