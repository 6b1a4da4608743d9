import type { PolicyDocument } from '../../contract/policy';
import type { Handoff } from '../../domain/handoff/handoff';
import type { IssueSpec } from '../../ports/fakes/fake-site';
import { requestHandoff } from '../request-handoff';
import { reviewScope } from '../review-scope';
import { callerOn, INCIDENT, settle, type Bench } from './bench';

/** Adds an incident, of which no issue of this id was there, and hands diagnostics on it off as `agent-ana`. */
export async function handOffOn(bench: Bench, issue: IssueSpec): Promise<Handoff> {
  if (issue.id !== INCIDENT.id) bench.jira.addIssue({ dataClass: 'Confidential', ...issue });
  const caller = await callerOn(bench, 'agent-ana', issue.id);
  const operation = 'gather-diagnostics';
  const { seal, nonce } = await reviewScope(bench.world, caller, { operation });
  const requestId = `3f0c1d8e-5a7b-4c2d-9e6f-${issue.id.padStart(12, '0')}`;
  const { summary } = await requestHandoff(bench.world, caller, { operation, seal, nonce, requestId });
  await settle(bench);
  return storedHandoff(bench, summary.id);
}

/** A hand-off as it is stored now. */
export function storedHandoff({ memory }: Bench, id: string): Handoff {
  const handoff = memory.handoffs.get(id);
  if (handoff === undefined) throw new Error(`there is no hand-off ${id}`);
  return handoff;
}

/** The subtask of a place (from 0) at the first gate of a hand-off. */
export function subtaskIn({ gates }: Handoff, seat = 0): { readonly id: string; readonly key: string } {
  const subtask = gates[0]?.seats[seat]?.subtask ?? null;
  if (subtask === null) throw new Error('there is no subtask');
  return subtask;
}

/** A change by which internal data, too, is read only after somebody approved: such a run is of low risk. */
export const askForInternal = (document: PolicyDocument): PolicyDocument => ({
  ...document,
  rules: [
    ...document.rules,
    {
      id: 'internal-1',
      priority: 300,
      category: 'data',
      when: { dataClasses: ['internal'] },
      effect: { type: 'require-approval', gate: 'run' },
      threshold: 'Internal needs approval before AI reads',
      because: 'This team looks before AI reads anything.',
    },
  ],
});
