import { listOf, pick, pickText, recordOf } from '../site/json';
import { BUILDERS, HEADINGS } from './builders';
import { toMarks } from './marks';
import type { RenderNode } from './render-node';

// ADF is hostile input: nesting beyond this is cut, so that a crafted document cannot exhaust the stack.
const MAX_DEPTH = 60;

/** Closes gaps: headings that a writer put on one level stay on one, and a deeper one is one level deeper, never two. */
function closeHeadingGaps(nodes: readonly RenderNode[]): readonly RenderNode[] {
  let above: readonly number[] = [];
  return nodes.map((node) => {
    const level = node.kind === 'block' ? HEADINGS.indexOf(node.tag) : -1;
    if (node.kind !== 'block' || level < 0) return node;
    above = [...above.filter((each) => each < level), level];
    return { ...node, tag: HEADINGS[above.length - 1] ?? node.tag };
  });
}

function toNode(node: unknown, depth: number): RenderNode {
  const type = pickText(node, 'type') ?? 'untyped';
  if (type === 'text')
    return { kind: 'text', text: pickText(node, 'text') ?? '', marks: toMarks(pick(node, 'marks')) };
  const build = BUILDERS.get(type);
  if (build === undefined || depth > MAX_DEPTH) return { kind: 'unknown', type };
  const children = listOf(recordOf(node)['content']).map((child) => toNode(child, depth + 1));
  return build(node, children);
}

/** What an ADF document shows, as a tree of known pieces; a node of a type that is not known is named, never guessed. */
export function toRenderModel(document: unknown): readonly RenderNode[] {
  return closeHeadingGaps(listOf(recordOf(document)['content']).map((node) => toNode(node, 1)));
}
