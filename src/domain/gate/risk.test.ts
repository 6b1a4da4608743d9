import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Facts } from '../../contract/decision';
import {
  DataClassSchema,
  EnvironmentSchema,
  ImpactSchema,
  OperationIdSchema,
  RiskSchema,
  SeveritySchema,
  type OperationId,
  type Risk,
} from '../../contract/vocabulary';
import { factsOf } from '../testing';
import { riskOf } from './risk';

const CALM: Partial<Facts> = {
  severity: 'low',
  dataClass: 'public',
  impact: 'minor',
  environment: 'non-production',
  customerFacing: 'no',
};

/** Reversible, costly and irreversible, without a bearing on access. */
const GATHER = 'gather-diagnostics';
const UPDATE = 'draft-update-note';
const VENDOR = 'draft-vendor-escalation';

describe('riskOf', () => {
  it.each<[string, Partial<Facts>, OperationId, Risk]>([
    ['evidence on a calm issue', {}, GATHER, 'low'],
    ['a note on a calm issue', {}, UPDATE, 'low'],
    ['a draft for outsiders on a calm issue', {}, VENDOR, 'medium'],
    ['evidence in production', { environment: 'production' }, GATHER, 'low'],
    ['a note in production', { environment: 'production' }, UPDATE, 'medium'],
    ['a draft for outsiders in production', { environment: 'production' }, VENDOR, 'high'],
    ['a draft for outsiders that customers meet', { customerFacing: 'yes' }, VENDOR, 'high'],
    ['evidence on a high severity', { severity: 'high' }, GATHER, 'low'],
    ['a note on a high severity', { severity: 'high' }, UPDATE, 'medium'],
    ['a medium severity', { severity: 'medium' }, UPDATE, 'low'],
    ['evidence on a critical one', { severity: 'critical' }, GATHER, 'medium'],
    ['a note on a critical one', { severity: 'critical' }, UPDATE, 'high'],
    ['evidence of restricted data', { dataClass: 'restricted' }, GATHER, 'high'],
    ['evidence of confidential data', { dataClass: 'confidential' }, GATHER, 'medium'],
    ['a note on confidential data', { dataClass: 'confidential' }, UPDATE, 'high'],
    ['a note on internal data', { dataClass: 'internal' }, UPDATE, 'low'],
    ['a note on an extensive impact', { impact: 'extensive' }, UPDATE, 'high'],
    ['a note on a significant impact', { impact: 'significant' }, UPDATE, 'medium'],
    ['a note on a moderate impact', { impact: 'moderate' }, UPDATE, 'low'],
    ['a checklist of access rights', {}, 'prepare-least-privilege-checklist', 'medium'],
    ['a history of exceptions to a rule', {}, 'compile-exception-history', 'medium'],
    ['a packet about access that leaves the team', {}, 'prepare-access-packet', 'high'],
    ['a note on an unknown severity', { severity: null }, UPDATE, 'medium'],
    ['evidence of an unknown data class', { dataClass: null }, GATHER, 'medium'],
    ['a note on an unknown data class', { dataClass: null }, UPDATE, 'high'],
    ['a note on an unknown impact', { impact: null }, UPDATE, 'medium'],
    ['a note where the environment is unknown', { environment: null }, UPDATE, 'low'],
    ['a note where customers are unknown', { customerFacing: null }, UPDATE, 'low'],
  ])('of %s', (_what, ...[facts, operation, risk]) => {
    expect(riskOf(factsOf({ ...CALM, ...facts }), operation)).toBe(risk);
  });

  const level = (risk: Risk): number => RiskSchema.options.indexOf(risk);
  const LISTS = {
    severity: SeveritySchema.options,
    dataClass: DataClassSchema.options,
    impact: ImpactSchema.options,
    environment: EnvironmentSchema.options,
    customerFacing: ['no', 'yes'],
  } as const;
  const among = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values));
  const anyFacts = fc
    .record({
      severity: among(LISTS.severity),
      dataClass: among(LISTS.dataClass),
      impact: among(LISTS.impact),
      environment: among(LISTS.environment),
      customerFacing: among(LISTS.customerFacing),
    })
    .map((over) => factsOf(over));

  it('never falls when a fact becomes more careful, and unknown is between the mildest and the most careful value', () => {
    fc.assert(
      fc.property(
        anyFacts,
        fc.constantFrom(...OperationIdSchema.options),
        fc.constantFrom('severity', 'dataClass', 'impact', 'environment', 'customerFacing'),
        (facts, operation, name) => {
          const risks = LISTS[name].map((value) => level(riskOf({ ...facts, [name]: value }, operation)));
          const unknown = level(riskOf({ ...facts, [name]: null }, operation));
          expect(risks).toEqual([...risks].sort((a, b) => a - b));
          expect(unknown).toBeGreaterThanOrEqual(risks[0] ?? 0);
          expect(unknown).toBeLessThanOrEqual(risks.at(-1) ?? 2);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
