import { ExpressionError } from './expression-error';
import type { ExpressionNode } from './expression-node';
import { TYPE_NAMES, type Language, type Shape } from './languages';

/** Raises `ExpressionError`, by name, for what a language knows and this site does not evaluate, and for what it does not know. */
export function assertServed(node: ExpressionNode, language: Language): void {
  shapeOf(node, language);
}

/** What may be read of a node's value. */
function shapeOf(node: ExpressionNode, language: Language): Shape {
  switch (node.kind) {
    case 'literal':
      return 'anything';
    case 'variable':
      return shapeOfVariable(node.name, language);
    case 'list':
      for (const item of node.items) shapeOf(item, language);
      return 'anything';
    case 'not':
      shapeOf(node.of, language);
      return 'anything';
    case 'typeof':
      throw new ExpressionError(
        `typeof is evaluated here only beside == or != and one of ${TYPE_NAMES.join(', ')}`,
      );
    case 'member':
      return shapeOfMember(node, language);
    case 'includes':
      shapeOf(node.of, language);
      shapeOf(node.item, language);
      return 'anything';
    case 'binary':
      checkOperand(node.left, node, language);
      checkOperand(node.right, node, language);
      return 'anything';
  }
}

function shapeOfVariable(name: string, { variables }: Language): Shape {
  const shape = variables.get(name);
  if (shape !== undefined) return shape;
  const known = [...variables.keys()].map((variable) => `"${variable}"`).join(', ');
  throw new ExpressionError(`"${name}" is not known; an expression reads ${known}`);
}

function shapeOfMember(node: Extract<ExpressionNode, { kind: 'member' }>, language: Language): Shape {
  const shape = shapeOf(node.of, language);
  shapeOf(node.name, language);
  const path = pathOf(node);
  const unserved = language.unserved.get(path);
  if (unserved !== undefined) throw new ExpressionError(`${path} (${unserved}) is not evaluated here`);
  if (shape === 'anything') return shape;
  const name = node.name.kind === 'literal' ? String(node.name.value) : '';
  const member = Object.hasOwn(shape, name) ? shape[name] : undefined;
  if (member === undefined) throw new ExpressionError(`${path} is not evaluated here`);
  return member;
}

/** The node as it reads, `issue.status.name`; `[…]` where a name is computed. */
function pathOf(node: ExpressionNode): string {
  if (node.kind === 'variable') return node.name;
  if (node.kind !== 'member') return '(…)';
  return `${pathOf(node.of)}.${node.name.kind === 'literal' ? String(node.name.value) : '[…]'}`;
}

type Comparison = Extract<ExpressionNode, { kind: 'binary' }>;

function checkOperand(
  operand: ExpressionNode,
  { operator, left, right }: Comparison,
  language: Language,
): void {
  const other = operand === left ? right : left;
  const isComparison = operator === '==' || operator === '!=';
  const hasName = other.kind === 'literal' && TYPE_NAMES.some((name) => name === other.value);
  const isServed = operand.kind === 'typeof' && language.hasTypeof && isComparison && hasName;
  shapeOf(isServed ? operand.of : operand, language);
}
