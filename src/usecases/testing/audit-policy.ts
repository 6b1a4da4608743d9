import type { AuditPolicy } from '../../contract/policy';
import { digestOf } from '../../domain/canonical/canonical';
import type { Bench } from './bench';

/** Puts the policy in force with another audit part, as if it had been published at the fake clock's time. */
export function setAuditPolicy({ memory, clock }: Bench, audit: Partial<AuditPolicy>): void {
  const document = { ...memory.policy.document, audit: { ...memory.policy.document.audit, ...audit } };
  memory.policy = { ...memory.policy, document, digest: digestOf(document), publishedAt: clock.now() };
}
