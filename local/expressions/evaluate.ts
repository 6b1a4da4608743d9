import { ExpressionError } from './expression-error';
import type { ExpressionNode, Operator } from './expression-node';

/** What the variables of an expression stand for. A Map answers null for a key that it has not, as entity properties do. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * The answer of an expression. Raises `ExpressionError` where the platform meets an error: a property that is not there
 * (use `?.`), operands of the wrong type, or a result that is not a boolean (forge-facts §1.7, §1.9).
 */
export function evaluateExpression(node: ExpressionNode, variables: Variables): boolean {
  return toBoolean(evaluate(node, variables));
}

function evaluate(node: ExpressionNode, variables: Variables): unknown {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'variable':
      return variables[node.name];
    case 'list':
      return node.items.map((item) => evaluate(item, variables));
    case 'not':
      return !toBoolean(evaluate(node.of, variables));
    case 'typeof':
      return typeName(evaluate(node.of, variables));
    case 'member':
      return readMember(evaluate(node.of, variables), evaluate(node.name, variables), node.isOptional);
    case 'includes':
      return includes(evaluate(node.of, variables), evaluate(node.item, variables), node.isOptional);
    case 'binary':
      return combine(node, variables);
  }
}

function readMember(target: unknown, name: unknown, isOptional: boolean): unknown {
  const value = lookUp(target, name);
  if (value !== undefined) return value;
  if (isOptional) return null;
  throw new ExpressionError(`the property ${JSON.stringify(name)} is not there`);
}

const TYPES = new Map([
  ['string', 'String'],
  ['number', 'Number'],
  ['boolean', 'Boolean'],
]);

/** The name of a type, for those that an expression may ask for; the parser refuses a comparison with any other. */
function typeName(value: unknown): string | null {
  return Array.isArray(value) ? 'List' : (TYPES.get(typeof value) ?? null);
}

function lookUp(target: unknown, name: unknown): unknown {
  if (target instanceof Map) return typeof name === 'string' ? (target.get(name) ?? null) : undefined;
  if (Array.isArray(target)) {
    if (name === 'length') return target.length;
    const item: unknown = typeof name === 'number' ? target[name] : undefined;
    return item;
  }
  if (typeof target === 'string') return name === 'length' ? target.length : undefined;
  if (typeof target !== 'object' || target === null || typeof name !== 'string') return undefined;
  // Own properties only: a value has no prototype to look into.
  const value: unknown = Object.hasOwn(target, name) ? Reflect.get(target, name) : undefined;
  return value;
}

function includes(target: unknown, item: unknown, isOptional: boolean): unknown {
  if (target === null && isOptional) return null;
  if (Array.isArray(target)) return target.includes(item);
  if (typeof target === 'string' && typeof item === 'string') return target.includes(item);
  throw new ExpressionError('.includes() needs a list, or two texts');
}

function combine(
  { operator, left, right }: Extract<ExpressionNode, { kind: 'binary' }>,
  variables: Variables,
): boolean {
  const first = evaluate(left, variables);
  if (operator === '&&') return toBoolean(first) && toBoolean(evaluate(right, variables));
  if (operator === '||') return toBoolean(first) || toBoolean(evaluate(right, variables));
  const second = evaluate(right, variables);
  if (operator === '==') return first === second;
  if (operator === '!=') return first !== second;
  if (typeof first === 'number' && typeof second === 'number') return compare(operator, first, second);
  if (typeof first === 'string' && typeof second === 'string') return compare(operator, first, second);
  throw new ExpressionError(`${operator} needs two numbers or two texts`);
}

function compare<T extends number | string>(operator: Operator, first: T, second: T): boolean {
  if (operator === '<') return first < second;
  if (operator === '>') return first > second;
  return operator === '<=' ? first <= second : first >= second;
}

function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new ExpressionError('a boolean is needed');
}
