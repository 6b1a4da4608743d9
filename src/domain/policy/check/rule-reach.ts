import type { KindRule } from '../../../contract/policy';
import type { Condition } from '../../../contract/rule';
import type { OperationDefinition } from '../../operations/catalogue';

const admits = <T>(list: readonly T[] | undefined, value: T): boolean =>
  list === undefined || list.includes(value);

/** Whether what a condition says about the operation itself holds for it. */
export const operationFits = (when: Condition, operation: OperationDefinition): boolean =>
  admits(when.operations, operation.id) &&
  admits(when.classes, operation.class) &&
  admits(when.reversibilities, operation.reversibility) &&
  (when.leavesTeam === undefined || when.leavesTeam === operation.leavesTeam);

/** Whether a tier is one that a condition speaks of. */
export const tierFits = ({ tierAtMost, tierAbove }: Condition, tier: number): boolean =>
  (tierAtMost === undefined || tier <= tierAtMost) && (tierAbove === undefined || tier > tierAbove);

/** Whether a condition could hold on some issue of a kind, as far as kind and projects say. */
export const kindFits = ({ kinds, projects }: Condition, kind: KindRule): boolean =>
  admits(kinds, kind.kind) &&
  (projects === undefined ||
    kind.projects.length === 0 ||
    kind.projects.some((project) => projects.includes(project)));
