import { describe, expect, it } from '@jest/globals';
import type { Handoff } from '../handoff/handoff';
import type { Packet } from '../packet/packet';
import { gateOf, handoffOf, outputOf, packetOf, sourceOf } from '../testing';
import { isCustomerOffered, whyNotCustomer } from './audience';

const HANDOFF = handoffOf({ operation: 'draft-status-note', gates: [gateOf('use')] });

const packetWith = (isInternalOnly: boolean, isPublic = true): Packet => {
  const packet = packetOf({ sources: [sourceOf({ isPublic })] });
  const { decision } = packet;
  return { ...packet, decision: { ...decision, obligations: { ...decision.obligations, isInternalOnly } } };
};

const OUTPUT = outputOf();

describe('a comment for the customer', () => {
  it.each(['draft-status-note', 'draft-update-note', 'prepare-incident-packet'] as const)(
    'is offered for %s in a service project, before a use gate, with something to say',
    (operation) => {
      const handoff = { ...HANDOFF, operation };
      expect(whyNotCustomer(handoff, packetWith(false), OUTPUT)).toBeNull();
      expect(isCustomerOffered(handoff, packetWith(false), OUTPUT)).toBe(true);
    },
  );

  it.each<readonly [string, Partial<Handoff>, Packet, RegExp]>([
    [
      'in a software project',
      { issue: { ...HANDOFF.issue, projectType: 'software' } },
      packetWith(false),
      /service project/u,
    ],
    ['where policy wants an internal note', {}, packetWith(true), /internal comment/u],
    ['for evidence', { operation: 'gather-diagnostics' }, packetWith(false), /“Evidence gathering”/u],
    ['for a checklist', { operation: 'prepare-validation-packet' }, packetWith(false), /only drafts/u],
    ['without a gate', { gates: [] }, packetWith(false), /asks for none/u],
    ['before the run gate alone', { gates: [gateOf('run')] }, packetWith(false), /asks for none/u],
    ['where nothing is public', {}, packetWith(false, false), /public sources/u],
  ])('is not offered %s, and why is said', (...[, over, packet, why]) => {
    const handoff = { ...HANDOFF, ...over };
    expect(whyNotCustomer(handoff, packet, OUTPUT)).toMatch(why);
    expect(isCustomerOffered(handoff, packet, OUTPUT)).toBe(false);
  });
});
