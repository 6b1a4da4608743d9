import { FilterError } from './filter-error';
import type { FilterNode, Operator } from './filter-parser';

/**
 * Whether an event passes. Raises `FilterError` where Forge meets an error: a property that is not there (use `?.`),
 * operands of the wrong type, or a result that is not a boolean (forge-facts §1.9).
 */
export function passesFilter(filter: FilterNode, event: unknown): boolean {
  return toBoolean(evaluate(filter, event));
}

function evaluate(node: FilterNode, event: unknown): unknown {
  switch (node.kind) {
    case 'literal':
      return node.value;
    case 'event':
      return event;
    case 'list':
      return node.items.map((item) => evaluate(item, event));
    case 'not':
      return !toBoolean(evaluate(node.of, event));
    case 'member':
      return readMember(evaluate(node.of, event), evaluate(node.name, event), node.isOptional);
    case 'includes':
      return includes(evaluate(node.of, event), evaluate(node.item, event), node.isOptional);
    case 'binary':
      return combine(node, event);
  }
}

function readMember(target: unknown, name: unknown, isOptional: boolean): unknown {
  const value = lookUp(target, name);
  if (value !== undefined) return value;
  if (isOptional) return null;
  throw new FilterError(`the property ${JSON.stringify(name)} is not there`);
}

function lookUp(target: unknown, name: unknown): unknown {
  if (Array.isArray(target)) {
    if (name === 'length') return target.length;
    const item: unknown = typeof name === 'number' ? target[name] : undefined;
    return item;
  }
  if (typeof target === 'string') return name === 'length' ? target.length : undefined;
  if (typeof target !== 'object' || target === null || typeof name !== 'string') return undefined;
  // Own properties only: an event has no prototype to look into.
  const value: unknown = Object.hasOwn(target, name) ? Reflect.get(target, name) : undefined;
  return value;
}

function includes(target: unknown, item: unknown, isOptional: boolean): unknown {
  if (target === null && isOptional) return null;
  if (Array.isArray(target)) return target.includes(item);
  if (typeof target === 'string' && typeof item === 'string') return target.includes(item);
  throw new FilterError('.includes() needs a list, or two texts');
}

function combine(
  { operator, left, right }: Extract<FilterNode, { kind: 'binary' }>,
  event: unknown,
): boolean {
  const first = evaluate(left, event);
  if (operator === '&&') return toBoolean(first) && toBoolean(evaluate(right, event));
  if (operator === '||') return toBoolean(first) || toBoolean(evaluate(right, event));
  const second = evaluate(right, event);
  if (operator === '==') return first === second;
  if (operator === '!=') return first !== second;
  if (typeof first === 'number' && typeof second === 'number') return compare(operator, first, second);
  if (typeof first === 'string' && typeof second === 'string') return compare(operator, first, second);
  throw new FilterError(`${operator} needs two numbers or two texts`);
}

function compare<T extends number | string>(operator: Operator, first: T, second: T): boolean {
  if (operator === '<') return first < second;
  if (operator === '>') return first > second;
  return operator === '<=' ? first <= second : first >= second;
}

function toBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw new FilterError('a boolean is needed');
}
