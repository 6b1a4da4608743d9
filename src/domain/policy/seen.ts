import type { DecisionInput } from '../../contract/decision';
import { DataClassSchema, EnvironmentSchema, ImpactSchema, SeveritySchema } from '../../contract/vocabulary';
import { OPERATIONS, placeOf, type OperationDefinition } from '../operations/catalogue';
import { codeOf, standingAt } from './bits';

/** The closed lists that an input takes values from; a value that is not known has the code after the last. */
export const SEVERITIES = SeveritySchema.options;
export const DATA_CLASSES = DataClassSchema.options;
export const IMPACTS = ImpactSchema.options;
export const ENVIRONMENTS = EnvironmentSchema.options;
export const CUSTOMER_FACING = ['yes', 'no'] as const;

/** An input with its closed values as codes, looked up once a decision. */
export interface Seen {
  readonly input: DecisionInput;
  readonly operation: OperationDefinition;
  /** The tier that is asked for. */
  readonly tier: number;
  readonly severity: number;
  readonly dataClass: number;
  readonly impact: number;
  readonly environment: number;
  readonly customerFacing: number;
  /** Of the operation in the catalogue. */
  readonly place: number;
}

/** Looks an input's values up. Throws `unknown-operation` for an operation that is not in the catalogue. */
export function see(input: DecisionInput, tier: number): Seen {
  const { facts } = input;
  const place = placeOf(input.operation);
  return {
    input,
    operation: standingAt(OPERATIONS, place),
    tier,
    severity: codeOf(SEVERITIES, facts.severity),
    dataClass: codeOf(DATA_CLASSES, facts.dataClass),
    impact: codeOf(IMPACTS, facts.impact),
    environment: codeOf(ENVIRONMENTS, facts.environment),
    customerFacing: codeOf(CUSTOMER_FACING, facts.customerFacing),
    place,
  };
}

/** How far the codes of an input are apart in a table of what was made for them; 0 for one that makes no difference. */
export interface Strides {
  readonly severity: number;
  readonly dataClass: number;
  readonly impact: number;
  readonly environment: number;
  readonly customerFacing: number;
  readonly place: number;
}

const SIZES: Readonly<Record<keyof Strides, number>> = {
  severity: SEVERITIES.length + 1,
  dataClass: DATA_CLASSES.length + 1,
  impact: IMPACTS.length + 1,
  environment: ENVIRONMENTS.length + 1,
  customerFacing: CUSTOMER_FACING.length + 1,
  place: OPERATIONS.length,
};

/** Strides by which each combination of these codes has a place of its own. */
export function stridesOf(codes: ReadonlySet<keyof Strides>): Strides {
  const strides = { severity: 0, dataClass: 0, impact: 0, environment: 0, customerFacing: 0, place: 0 };
  let next = 1;
  for (const code of codes) {
    strides[code] = next;
    next *= SIZES[code];
  }
  return strides;
}
