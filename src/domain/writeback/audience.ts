import type { Output } from '../../contract/output';
import type { ExecutionClass } from '../../contract/vocabulary';
import { hasGate, type Handoff } from '../handoff/handoff';
import { CLASSES, operationOf } from '../operations/catalogue';
import type { Packet } from '../packet/packet';
import { customerLines } from './comment';

/** Evidence and checklists are made for the team that works on the issue; drafts and updates are made to be read by others. */
const FOR_OTHERS: ReadonlySet<ExecutionClass> = new Set(['drafting-and-summaries', 'ticket-write-back']);

/**
 * Why an output cannot be meant for the customer, as a sentence for its reviewer; null when it can: in a service project, of an
 * operation whose output others read, where policy asks for no internal note but for an approval before use, and with something
 * left to say (`output` as it stands after the review).
 */
export function whyNotCustomer(handoff: Handoff, packet: Packet, output: Output): string | null {
  if (handoff.issue.projectType !== 'service_desk')
    return 'Only a request of a service project has a customer who could read a comment.';
  if (packet.decision.obligations.isInternalOnly) return 'Policy asks for an internal comment here.';
  const { class: group } = operationOf(handoff.operation);
  if (!FOR_OTHERS.has(group))
    return `What “${CLASSES[group].title}” makes is for the team: only drafts and updates may go to the customer.`;
  if (!hasGate(handoff, 'use'))
    return 'What a customer reads needs an approval before its use, and policy asks for none here.';
  if (customerLines(handoff, output, packet.sources).length === 0)
    return 'Nothing in the output rests on public sources alone and may be said to a customer.';
  return null;
}

/** Whether the reviewer may choose that the customer reads the comment (see `whyNotCustomer`). */
export const isCustomerOffered = (handoff: Handoff, packet: Packet, output: Output): boolean =>
  whyNotCustomer(handoff, packet, output) === null;
