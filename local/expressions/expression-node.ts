/** Operators between two values. */
export type Operator = '||' | '&&' | '==' | '!=' | '<' | '>' | '<=' | '>=';

/** A parsed expression. */
export type ExpressionNode =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly ExpressionNode[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'typeof'; readonly of: ExpressionNode }
  | {
      readonly kind: 'member';
      readonly of: ExpressionNode;
      readonly name: ExpressionNode;
      readonly isOptional: boolean;
    }
  | {
      readonly kind: 'includes';
      readonly of: ExpressionNode;
      readonly item: ExpressionNode;
      readonly isOptional: boolean;
    }
  | { readonly kind: 'not'; readonly of: ExpressionNode }
  | {
      readonly kind: 'binary';
      readonly operator: Operator;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    };
