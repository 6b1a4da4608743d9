import type { JqlFunctionModule } from '../app-modules';
import { JiraError } from '../jira-error';
import type { JiraState } from '../state';
import type { FunctionOperand, TestClause } from './ast';
import type { QueryScope } from './field';
import { JQL_FUNCTIONS, UNSERVED_JQL_FUNCTIONS } from './functions';

/** What Jira hands to the app's function. */
export interface FunctionClause {
  readonly field: string;
  readonly type: readonly ['issue'];
  readonly operator: string;
  readonly functionName: string;
  readonly arguments: readonly string[];
}

/** A use of a function of the app that Jira has no answer for yet: whoever runs the query asks the app and tries again. */
export class PrecomputationNeeded extends Error {
  constructor(
    readonly module: JqlFunctionModule,
    readonly clause: FunctionClause,
  ) {
    super(`${module.name} is not computed yet`);
    this.name = 'PrecomputationNeeded';
  }
}

/** The function of an app that an operand calls; one of Jira's own name is Jira's own. */
export function findAppFunction(
  operand: FunctionOperand,
  { modules }: JiraState,
): JqlFunctionModule | undefined {
  const isName = (name: string) => name.toLowerCase() === operand.name.toLowerCase();
  if ([...JQL_FUNCTIONS, ...UNSERVED_JQL_FUNCTIONS].some(isName)) return undefined;
  return modules.functions.find(({ name }) => isName(name));
}

/**
 * The native JQL that stands for a clause with a function of the app. Raises `PrecomputationNeeded` where the app has not
 * been asked yet, and 400 for wrong operators and arguments and with the app's own words.
 */
export function fragmentFor(
  module: JqlFunctionModule,
  { field, operator, operand }: TestClause & { readonly operand: FunctionOperand },
  { state, now }: Pick<QueryScope, 'state' | 'now'>,
): string {
  const clause: FunctionClause = {
    field: field.name,
    type: ['issue'],
    operator,
    functionName: module.name,
    arguments: operand.args,
  };
  checkUse(module, clause);
  const id = precomputationId(module, clause);
  const known = state.precomputations.get(id);
  if (!known || known.usedAt + known.keptMs <= now) throw new PrecomputationNeeded(module, clause);
  if (known.error !== undefined) throw JiraError.invalid(known.error);
  keep(state, { ...known, usedAt: now }, known.usedAt);
  return known.value ?? '';
}

function checkUse(module: JqlFunctionModule, { operator, arguments: given }: FunctionClause): void {
  if (!module.operators.includes(operator))
    throw JiraError.invalid(`The operator '${operator}' is not supported by the function '${module.name}'.`);
  const least = module.arguments.filter(({ required }) => required).length;
  const most = module.arguments.length;
  if (given.length < least || given.length > most)
    throw JiraError.invalid(
      `Function '${module.name}' expected '${least === most ? most : `${least}' to '${most}`}' arguments but received '${given.length}'.`,
    );
}

/** One answer for each function, field, operator and list of arguments; who searches is no part of it. */
export function precomputationId({ key }: JqlFunctionModule, clause: FunctionClause): string {
  return JSON.stringify([key, clause.field.toLowerCase(), clause.operator, ...clause.arguments]);
}

const HOUR_MS = 3_600_000;

/** A search need not write each time that it reads: the last use is known to the hour. */
function keep(
  state: JiraState,
  record: Parameters<JiraState['precomputations']['put']>[1],
  usedBefore: number,
): void {
  if (record.usedAt - usedBefore >= HOUR_MS) state.precomputations.put(record.id, record);
}
