import type { OperationId } from '../openapi';
import { doc, textIn, type TestSite } from '../testing';
import { AROUND_ROWS } from './around-rows';
import { ISSUE, type Rows } from './example';
import { ISSUE_ROWS } from './issue-rows';
import { SITE_ROWS } from './site-rows';

/** One request of an operation with the status that it has to answer. `{name}` stands for an id of `prepare`. */
export interface Example {
  readonly id: OperationId;
  readonly who: string;
  readonly request: string;
  readonly status: number;
  readonly body?: unknown;
}

/** The type demands rows for each served operation. */
const ROWS: Readonly<Record<OperationId, Rows>> = { ...SITE_ROWS, ...ISSUE_ROWS, ...AROUND_ROWS };

/** Examples of every operation: at least one that succeeds and one that is refused. */
export const EXAMPLES: readonly Example[] = Object.entries(ROWS).flatMap(([id, rows]) =>
  rows.map(([request, status, body, who = 'agent-ana']) => ({
    // Checked edge: the keys of ROWS are the operation ids.
    id: id as OperationId,
    who,
    request,
    status,
    body,
  })),
);

/** Ids of what `prepare` made, by the name that examples use. */
export type Ids = Readonly<Record<string, string>>;

/** Puts what the examples need on the site: an internal comment of agent-ana with the property `k`, an issue property `k`. */
export async function prepare(site: TestSite): Promise<Ids> {
  const internal = { key: 'sd.public.comment', value: { internal: true } };
  const comment = { body: doc('internal'), properties: [internal, { key: 'k', value: 1 }] };
  const made = await site.send('agent-ana', `POST ${ISSUE}/comment`, comment);
  await site.send('agent-ana', `PUT ${ISSUE}/properties/k`, 1);
  const approvals = site.state.approvals.all().map(({ id }) => id);
  site.events.length = 0;
  return { comment: textIn(made.body, 'id'), approval: approvals[0] ?? '' };
}

/** An example with the ids in place. */
export function fill(example: Example, ids: Ids): { readonly request: string; readonly body: unknown } {
  const replace = (text: string) =>
    text.replace(/\{(comment|approval)\}/g, (_all, name: string) => ids[name] ?? '');
  const { request, body } = example;
  const filled: unknown = body === undefined ? undefined : JSON.parse(replace(JSON.stringify(body)));
  return { request: replace(request), body: filled };
}
