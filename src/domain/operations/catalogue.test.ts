import { describe, expect, it } from '@jest/globals';
import { ExecutionClassSchema, OperationIdSchema, StepIdSchema } from '../../contract/vocabulary';
import { CLASSES, HARD_BLOCKED_ACTIONS, operationOf, OPERATIONS } from './catalogue';

const ids = OPERATIONS.map(({ id }) => id);

describe('the catalogue', () => {
  it('defines every operation of the contract once', () => {
    expect([...ids].sort()).toEqual([...OperationIdSchema.options].sort());
    for (const id of OperationIdSchema.options) expect(operationOf(id).id).toBe(id);
  });

  it('gives each operation a title of its own', () => {
    expect(new Set(OPERATIONS.map(({ title }) => title)).size).toBe(OPERATIONS.length);
  });

  it('uses every step and every class', () => {
    expect(new Set(OPERATIONS.flatMap(({ steps }) => steps))).toEqual(new Set(StepIdSchema.options));
    expect(new Set(OPERATIONS.map((definition) => definition.class))).toEqual(
      new Set(ExecutionClassSchema.options),
    );
    expect(Object.keys(CLASSES).sort()).toEqual([...ExecutionClassSchema.options].sort());
  });

  it('repeats no step within an operation and has none without a step', () => {
    for (const { steps } of OPERATIONS) {
      expect(steps.length).toBeGreaterThan(0);
      expect(new Set(steps).size).toBe(steps.length);
    }
  });

  it('wears the documented badges (R047, R055, R062, R069)', () => {
    expect(ExecutionClassSchema.options.map((id) => CLASSES[id].badge)).toEqual([
      'Allowed',
      'Review required',
      'Allowed',
      'Controlled',
    ]);
  });

  it('marks the texts that are meant for people outside the team', () => {
    expect(OPERATIONS.filter(({ leavesTeam }) => leavesTeam).map(({ id }) => id)).toEqual([
      'prepare-incident-packet',
      'prepare-access-packet',
      'prepare-sponsor-packet',
      'draft-vendor-escalation',
      'draft-approval-reminder',
      'draft-tradeoff-brief',
    ]);
  });

  it('says how far the use of an output can be taken back (R149)', () => {
    const idsOf = (wanted: string) =>
      OPERATIONS.filter(({ reversibility }) => reversibility === wanted).map(({ id }) => id);
    expect(idsOf('irreversible')).toEqual(
      OPERATIONS.filter(({ leavesTeam }) => leavesTeam).map(({ id }) => id),
    );
    expect(idsOf('costly')).toEqual(['draft-update-note']);
    expect(idsOf('reversible')).toHaveLength(OPERATIONS.length - 7);
  });

  it('lets only drafts leave the team', () => {
    for (const definition of OPERATIONS.filter(({ leavesTeam }) => leavesTeam)) {
      expect(definition.class).toBe('drafting-and-summaries');
    }
  });

  it('offers no operation that approves, executes, publishes or changes state (R024-R027)', () => {
    const bounded = /^(?:prepare|draft|compile|gather|compare|summarise)-/u;
    expect(ids.filter((id) => !bounded.test(id))).toEqual([]);
    expect(HARD_BLOCKED_ACTIONS).toHaveLength(4);
  });

  it('refuses an operation that nobody defined', () => {
    const [forged] = ['close-issue'] as unknown as readonly ['draft-status-note'];
    expect(() => operationOf(forged)).toThrow(expect.objectContaining({ code: 'unknown-operation' }));
  });
});
