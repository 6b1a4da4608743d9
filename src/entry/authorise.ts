import { z } from 'zod';
import type { Requirement } from '../contract/calls';
import { assertGovernance } from '../usecases/governance';
import { UseCaseError } from '../usecases/use-case-error';
import type { Caller, IssueCaller, World } from '../usecases/world';

/** Who calls and where, as Forge's backend says; the browser's own words are never read for this. */
export interface Identity {
  readonly accountId: string;
  readonly issueId: string | null;
}

/** The five backend fields are overwritten by Forge; `extension` is a hint, so its issue id is checked again (facts §3.2). */
const ContextSchema = z.looseObject({
  accountId: z.string().regex(/^[A-Za-z0-9:_-]{1,128}$/u),
  accountType: z.string().optional(),
  extension: z
    .looseObject({ issue: z.looseObject({ id: z.union([z.string(), z.number()]) }).optional() })
    .optional(),
});

const OUTSIDERS: ReadonlySet<string> = new Set(['customer', 'anonymous', 'unlicensed', 'app']);

/** The identity of a call, or null when nobody is signed in or the account is no licensed one (R003). */
export function readIdentity(context: unknown): Identity | null {
  const parsed = ContextSchema.safeParse(context);
  if (!parsed.success || parsed.data.accountId === 'unidentified') return null;
  if (parsed.data.accountType !== undefined && OUTSIDERS.has(parsed.data.accountType)) return null;
  const issueId = parsed.data.extension?.issue?.id;
  return {
    accountId: parsed.data.accountId,
    issueId: issueId !== undefined && /^\d{1,18}$/u.test(String(issueId)) ? String(issueId) : null,
  };
}

async function onIssue(caller: Caller, issueId: string | null): Promise<IssueCaller> {
  if (issueId === null) throw new UseCaseError('no-issue', 'Open this on an issue.');
  const permissions = await caller.jira.permissionsOn(issueId);
  if (permissions === null)
    throw new UseCaseError('not-found', 'This issue does not exist or you cannot see it.');
  return { ...caller, issueId, mayEdit: permissions.mayEdit };
}

/** Calls off an issue carry no issue; a use case that needs one is only reachable through `onIssue`. */
const offIssue = (caller: Caller): IssueCaller => ({ ...caller, issueId: '', mayEdit: false });

/**
 * Asks Jira, as the caller, what this call requires, and for governance the policy in force: for this user and this issue, before
 * anything is read or written.
 * Raises `no-issue`, `not-found`, `not-permitted`, `not-admin`.
 */
export async function authorise(
  world: World,
  caller: Caller,
  needs: { readonly requires: Requirement; readonly issueId: string | null },
): Promise<IssueCaller> {
  switch (needs.requires) {
    case 'browse-issue':
      return onIssue(caller, needs.issueId);
    case 'edit-issue': {
      const entitled = await onIssue(caller, needs.issueId);
      if (entitled.mayEdit) return entitled;
      throw new UseCaseError('not-permitted', 'Handing work to AI needs the permission to edit this issue.');
    }
    case 'licensed':
      // Whoever has an identity here is licensed (`readIdentity`); what is shown or done is what names this account.
      return offIssue(caller);
    case 'policy-admin':
      if (await caller.jira.isPolicyAdmin()) return offIssue(caller);
      throw new UseCaseError(
        'not-admin',
        'Only Jira admins, and holders of the permission “AI hand-off policy”, can open these settings.',
      );
    case 'governance':
      await assertGovernance(world, caller);
      return offIssue(caller);
  }
}
