import { fits, MARK_ATTRIBUTES, NODE_ATTRIBUTES } from './adf-attributes';
import { NODE_RULES, type NodeRule } from './adf-rules';
import { isList, isObject, type Json, type JsonObject } from './json';

const MAX_DEPTH = 60;
const LOCAL_ID = [{ may: { localId: (value: Json) => typeof value === 'string' } }];

/**
 * What is wrong with an ADF document, or undefined. Texts from people are hostile: depth is bounded; unknown nodes,
 * marks, attributes and properties are refused.
 */
export function findAdfProblem(value: Json | undefined): string | undefined {
  if (!isObject(value) || value['type'] !== 'doc') return 'an Atlassian Document (type doc) is required';
  const { version, ...doc } = value;
  if ('marks' in doc) return 'doc has no marks';
  if (version !== 1) return 'version 1 is required';
  return findNodeProblem(doc, 'doc', 0);
}

function findNodeProblem(node: JsonObject, type: string, depth: number): string | undefined {
  const rule = Object.hasOwn(NODE_RULES, type) ? NODE_RULES[type] : undefined;
  if (!rule) return `unknown node ${type}`;
  if (depth > MAX_DEPTH) return 'nested too deeply';
  const unknown = Object.keys(node).find((name) => !['type', 'attrs', 'content', 'marks'].includes(name));
  if (unknown !== undefined) return `${type}: unknown property ${unknown}`;
  return findAttributeProblem(node, type, rule) ?? findContentProblem(node, { type, rule, depth });
}

function findAttributeProblem({ attrs }: JsonObject, type: string, rule: NodeRule): string | undefined {
  if (attrs === undefined) return rule.attrs === 'needed' ? `${type} needs attributes` : undefined;
  if (rule.attrs === 'none') return `${type} has no attributes`;
  const rules = (Object.hasOwn(NODE_ATTRIBUTES, type) ? NODE_ATTRIBUTES[type] : undefined) ?? LOCAL_ID;
  return rules.some((known) => fits(attrs, known)) ? undefined : `${type}: its attributes are not valid`;
}

interface Parent {
  readonly type: string;
  readonly rule: NodeRule;
  readonly depth: number;
}

function findContentProblem({ content }: JsonObject, parent: Parent): string | undefined {
  const { type, rule } = parent;
  if (content === undefined) return rule.count ? `${type} needs content` : undefined;
  if (!rule.content) return `${type} holds no content`;
  if (!isList(content)) return `${type}: content is no list`;
  const [min, max] = rule.count ?? [0, Infinity];
  if (content.length < min || content.length > max) return `${type} holds too few or too many nodes`;
  for (const [index, child] of content.entries()) {
    const problem = findPlaceProblem(child, index, type) ?? findChildProblem(child, parent);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** A single medium comes first and its caption second. */
function findPlaceProblem(child: Json, index: number, parent: string): string | undefined {
  if (parent !== 'mediaSingle' || !isObject(child)) return undefined;
  const wanted = index === 0 ? 'media' : 'caption';
  return child['type'] === wanted ? undefined : `mediaSingle holds one media and then a caption`;
}

function findChildProblem(child: Json, { type: parent, rule, depth }: Parent): string | undefined {
  if (!isObject(child) || typeof child['type'] !== 'string')
    return `${parent} holds something without a type`;
  const { type } = child;
  const sets = rule.content && Object.hasOwn(rule.content, type) ? rule.content[type] : undefined;
  if (!sets) {
    const known = type === 'text' || Object.hasOwn(NODE_RULES, type);
    return known ? `${type} may not stand in ${parent}` : `unknown node ${type}`;
  }
  const problem = findMarkProblem(child, type, sets);
  if (problem !== undefined) return problem;
  return type === 'text' ? findTextProblem(child) : findNodeProblem(child, type, depth + 1);
}

function findTextProblem(node: JsonObject): string | undefined {
  const unknown = Object.keys(node).find((name) => !['type', 'text', 'marks'].includes(name));
  if (unknown !== undefined) return `text: unknown property ${unknown}`;
  return typeof node['text'] === 'string' && node['text'] !== '' ? undefined : 'text may not be empty';
}

function findMarkProblem(
  { marks }: JsonObject,
  type: string,
  sets: readonly (readonly string[])[],
): string | undefined {
  if (marks === undefined) return undefined;
  if (!isList(marks) || sets.length === 0) return `${type} has no marks here`;
  const types: string[] = [];
  for (const mark of marks) {
    if (!isObject(mark) || typeof mark['type'] !== 'string') return `${type}: unknown mark`;
    if (!isValidMark(mark, mark['type'])) return `${type}: the mark ${mark['type']} is not valid`;
    types.push(mark['type']);
  }
  const isAllowed = sets.some((set) => types.every((each) => set.includes(each)));
  return isAllowed ? undefined : `${type} may not have these marks here`;
}

function isValidMark(mark: JsonObject, type: string): boolean {
  if (!Object.hasOwn(MARK_ATTRIBUTES, type)) return false;
  const rule = MARK_ATTRIBUTES[type];
  const { attrs, ...others } = mark;
  if (Object.keys(others).length > 1) return false;
  return rule === undefined ? !('attrs' in mark) : attrs !== undefined && fits(attrs, rule);
}

const INLINE = 'text hardBreak mention emoji inlineCard date status mediaInline placeholder'.split(' ');

/** The plain text of an ADF document, blocks on lines of their own; what JQL searches and the length limit counts. */
export function adfText(node: Json | undefined): string {
  if (!isObject(node)) return '';
  if (typeof node['text'] === 'string') return node['text'];
  if (node['type'] === 'hardBreak') return '\n';
  const attrs = node['attrs'];
  if (isObject(attrs) && typeof attrs['text'] === 'string') return attrs['text'];
  const { content } = node;
  if (!isList(content)) return '';
  const isInline = content.some(
    (child) => isObject(child) && typeof child['type'] === 'string' && INLINE.includes(child['type']),
  );
  return content.map((child) => adfText(child)).join(isInline ? '' : '\n');
}

/** Account ids of the people whom a document mentions, each once, in the order of the text. */
export function mentionsIn(node: Json | undefined): string[] {
  if (!isObject(node)) return [];
  const { type, attrs, content } = node;
  const id = type === 'mention' && isObject(attrs) ? attrs['id'] : undefined;
  const inside = isList(content) ? content.flatMap((child) => mentionsIn(child)) : [];
  return [...new Set([...(typeof id === 'string' ? [id] : []), ...inside])];
}

/** A document of plain text: empty lines part paragraphs, line ends are hard breaks. */
export function plainTextDoc(text: string): JsonObject {
  const content = text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => ({
      type: 'paragraph',
      content: paragraph
        .split('\n')
        .flatMap((line, index): JsonObject[] => [
          ...(index > 0 ? [{ type: 'hardBreak' }] : []),
          ...(line === '' ? [] : [{ type: 'text', text: line }]),
        ]),
    }));
  return { type: 'doc', version: 1, content };
}
