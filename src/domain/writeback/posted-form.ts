import { toCanonicalJson } from '../canonical/canonical';
import { adfToText } from '../packet/adf-text';

/** Attributes that Jira's editor and storage give to nodes, and that no reader sees. */
const UNSEEN: ReadonlySet<string> = new Set(['localId']);

/** What the app posts is five nodes deep; what is deeper than this is left as it is. */
const MAX_DEPTH = 40;

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isPlainText = (value: unknown): value is Node & { readonly text: string } =>
  isNode(value) &&
  value['type'] === 'text' &&
  typeof value['text'] === 'string' &&
  Object.keys(value).length === 2;

/** Neighbours that are nothing but text as one node: an editor may cut a text anywhere. */
function joined(content: readonly unknown[]): readonly unknown[] {
  const nodes: unknown[] = [];
  for (const node of content) {
    const last = nodes.at(-1);
    if (isPlainText(node) && isPlainText(last))
      nodes[nodes.length - 1] = { ...last, text: last.text + node.text };
    else nodes.push(node);
  }
  return nodes;
}

const seenAttributes = (attrs: Node): Node =>
  Object.fromEntries(Object.entries(attrs).filter(([name]) => !UNSEEN.has(name)));

const isEmpty = (value: unknown): boolean =>
  Array.isArray(value) ? value.length === 0 : isNode(value) && Object.keys(value).length === 0;

function member(name: string, value: unknown, depth: number): unknown {
  if (name === 'attrs' && isNode(value)) return seenAttributes(value);
  if (name === 'content' && Array.isArray(value))
    return joined(value.map((child) => normalised(child, depth + 1)));
  return value;
}

/** `attrs` and `marks` without a member say the same as none. */
function normalised(value: unknown, depth: number): unknown {
  if (!isNode(value) || depth > MAX_DEPTH) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, held]) => [name, member(name, held, depth)] as const)
      .filter(([name, held]) => !((name === 'attrs' || name === 'marks') && isEmpty(held))),
  );
}

/**
 * The form of a stored comment (ADF, hostile input) in which it is compared with what the audit trail names: the canonical JSON of
 * its document without what Jira adds and nobody sees. For a comment as the app posted it, this is the very text of
 * `writeback.done`; anything that a reader could see makes another. Never raises.
 */
export function postedForm(body: unknown): string {
  try {
    return toCanonicalJson(normalised(body, 0));
  } catch {
    // No JSON of the app: a lone surrogate, or nested beyond measure. The prefix keeps it from imitating one.
    return `text: ${adfToText(body)}`;
  }
}
