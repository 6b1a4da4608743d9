import { z } from 'zod';

/** Jira's names for the field of `issue in …`; a function of the type `issue` may be written after others, such as `parent`. */
const ISSUE_FIELDS: readonly string[] = ['issue', 'key', 'issuekey', 'id'];

const PayloadSchema = z.object({
  clause: z.object({
    field: z.string(),
    operator: z.enum(['in', 'not in']),
    arguments: z.array(z.string()).max(0),
  }),
});

const WAITING_FOR = 'issue.property[ai-handoff].waitingFor';

/** What Jira takes for an answer: native JQL in the function's place, or words for whoever searches. */
type JqlAnswer = { readonly jql: string } | { readonly error: string };

/**
 * `issue in aiHandoffsWaitingForMe()`, as native JQL. Jira stores the answer once and for everybody, so who is meant is left to
 * `currentUser()`, and no person or issue is looked up here. Anything but that clause and its opposite is answered with an
 * error, as Jira shows it.
 */
export async function jqlWaitingForMe(payload: unknown): Promise<JqlAnswer> {
  const parsed = PayloadSchema.safeParse(payload);
  if (!parsed.success || !ISSUE_FIELDS.includes(parsed.data.clause.field.toLowerCase()))
    return { error: 'Write issue in aiHandoffsWaitingForMe() or issue not in aiHandoffsWaitingForMe().' };
  if (parsed.data.clause.operator === 'in') return { jql: `${WAITING_FOR} = currentUser()` };
  // An issue without the property is in neither = nor !=.
  return { jql: `(${WAITING_FOR} is EMPTY OR ${WAITING_FOR} != currentUser())` };
}
