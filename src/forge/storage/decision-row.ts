import type { DecisionInput, Facts } from '../../contract/decision';
import type { DecisionRecord } from '../../ports/decision-log';

/** A record without the names of its parts, which would take more room than the parts. The order is that of storage: never change it. */
type DecisionParts = readonly [
  issueKey: string,
  outcome: DecisionRecord['outcome'],
  policyVersion: number,
  operation: DecisionInput['operation'],
  draw: DecisionInput['draw'],
  stopped: DecisionInput['stopped'],
  bypassIds: DecisionInput['bypassIds'],
  projectKey: Facts['projectKey'],
  issueType: Facts['issueType'],
  kind: Facts['kind'],
  severity: Facts['severity'],
  dataClass: Facts['dataClass'],
  impact: Facts['impact'],
  environment: Facts['environment'],
  customerFacing: Facts['customerFacing'],
  ownerAccountId: Facts['ownerAccountId'],
  requesterRoles: Facts['requesterRoles'],
  labels: Facts['labels'],
  components: Facts['components'],
];

/** A record as its entity's row. */
export interface DecisionRow {
  readonly at: string;
  readonly body: DecisionParts;
}

/** The row of a record. */
export function toDecisionRow({ issueKey, outcome, policyVersion, input }: DecisionRecord): DecisionRow {
  const { operation, draw, stopped, bypassIds, facts } = input;
  const body: DecisionParts = [
    issueKey,
    outcome,
    policyVersion,
    operation,
    draw,
    stopped,
    bypassIds,
    facts.projectKey,
    facts.issueType,
    facts.kind,
    facts.severity,
    facts.dataClass,
    facts.impact,
    facts.environment,
    facts.customerFacing,
    facts.ownerAccountId,
    facts.requesterRoles,
    facts.labels,
    facts.components,
  ];
  return { at: input.at, body };
}

/** The record of a row. */
export function fromDecisionRow({ at, body }: DecisionRow): DecisionRecord {
  const [issueKey, outcome, policyVersion, operation, draw, stopped, bypassIds, ...rest] = body;
  const [projectKey, issueType, kind, severity, dataClass, impact, environment, customerFacing, ...others] =
    rest;
  const [ownerAccountId, requesterRoles, labels, components] = others;
  return {
    issueKey,
    outcome,
    policyVersion,
    input: {
      operation,
      facts: {
        projectKey,
        issueType,
        kind,
        severity,
        dataClass,
        impact,
        environment,
        customerFacing,
        ownerAccountId,
        requesterRoles,
        labels,
        components,
      },
      at,
      draw,
      stopped,
      bypassIds,
    },
  };
}
