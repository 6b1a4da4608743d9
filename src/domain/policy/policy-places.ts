import type { PolicyDocument } from '../../contract/policy';
import { delegationId } from './delegations';

/** A list of the document whose items are told apart by an id. */
const LISTS = {
  kinds: ({ kinds }: PolicyDocument) => kinds.map((value) => ({ id: value.kind, value })),
  rules: ({ rules }: PolicyDocument) => rules.map((value) => ({ id: value.id, value })),
  approvers: ({ approvers }: PolicyDocument) => approvers.map((value) => ({ id: value.role, value })),
  owners: ({ owners }: PolicyDocument) => owners.map((value) => ({ id: value.class, value })),
  bypasses: ({ bypasses }: PolicyDocument) => bypasses.map((value) => ({ id: value.id, value })),
  governance: ({ governance }: PolicyDocument) => governance.map((value) => ({ id: value, value })),
  tiers: ({ tiers }: PolicyDocument) => tiers.map((value) => ({ id: String(value.tier), value })),
  templates: ({ templates }: PolicyDocument) => templates.map((value) => ({ id: value.id, value })),
  tests: ({ tests }: PolicyDocument) => tests.map((value) => ({ id: value.name, value })),
  delegations: ({ delegations }: PolicyDocument) =>
    delegations.map((value) => ({ id: delegationId(value), value })),
  'guardrails/denylist': ({ guardrails }: PolicyDocument) =>
    guardrails.denylist.map((value) => ({ id: value.id, value })),
  'gateStatuses/byProject': ({ gateStatuses }: PolicyDocument) =>
    gateStatuses.byProject.map((value) => ({ id: value.projectKey, value })),
} as const;

const isListName = (name: string): name is keyof typeof LISTS => Object.hasOwn(LISTS, name);
const LIST_NAMES = Object.keys(LISTS).filter(isListName);

type Items = Map<string, unknown>;
type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A draft may hold an id twice; the second is `sev-1~2`, so that nothing falls out of sight. */
function addItem(items: Items, place: string, value: unknown): void {
  let free = place;
  for (let count = 2; items.has(free); count += 1) free = `${place}~${count}`;
  items.set(free, value);
}

/**
 * Every item and every single setting of a document by its place: `rules/sev-1`, `kinds/incident`, `limits/perDay/person`,
 * `gateStatuses/byProject/INC`.
 */
export function itemsOf(document: PolicyDocument): ReadonlyMap<string, unknown> {
  const items: Items = new Map();
  const addPart = (place: string, value: unknown): void => {
    if (isListName(place)) {
      for (const { id, value: item } of LISTS[place](document)) addItem(items, `${place}/${id}`, item);
    } else if (isTree(value)) {
      for (const [key, inner] of Object.entries(value)) addPart(`${place}/${key}`, inner);
    } else {
      items.set(place, value);
    }
  };
  for (const [name, value] of Object.entries(document)) addPart(name, value);
  return items;
}

function setLeaf(tree: Tree, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    tree[key] = value;
    return;
  }
  const inner = isTree(tree[key]) ? tree[key] : {};
  tree[key] = inner;
  setLeaf(inner, rest, value);
}

/** The opposite of `itemsOf`: a document's JSON, its lists in the order of the map. The shape is not checked. */
export function fromItems(items: ReadonlyMap<string, unknown>): unknown {
  const listed = LIST_NAMES.map((name) => ({ name, prefix: `${name}/` }));
  const tree: Tree = {};
  for (const [place, value] of items)
    if (!listed.some(({ prefix }) => place.startsWith(prefix))) setLeaf(tree, place.split('/'), value);
  for (const { name, prefix } of listed) {
    const inList = [...items].filter(([place]) => place.startsWith(prefix)).map(([, value]) => value);
    setLeaf(tree, name.split('/'), inList);
  }
  return tree;
}

/** The place of the kind that a place is, or lies in: `kinds/incident` for `kinds/incident/offers`; null elsewhere. */
export function kindPlaceOf(place: string): string | null {
  const [list, kind] = place.split('/');
  return list === 'kinds' && kind !== undefined ? `kinds/${kind}` : null;
}

/** The places of a document's kinds in their order, which says which kind wins. */
export const kindPlaces = (items: ReadonlyMap<string, unknown>): readonly string[] =>
  [...items.keys()].filter((place) => kindPlaceOf(place) !== null);
