import type { PolicyDocument } from '../../contract/policy';

/** A list of the document whose items are told apart by an id. */
const LISTS = {
  kinds: ({ kinds }: PolicyDocument) => kinds.map((value) => ({ id: value.kind, value })),
  rules: ({ rules }: PolicyDocument) => rules.map((value) => ({ id: value.id, value })),
  approvers: ({ approvers }: PolicyDocument) => approvers.map((value) => ({ id: value.role, value })),
  owners: ({ owners }: PolicyDocument) => owners.map((value) => ({ id: value.class, value })),
  bypasses: ({ bypasses }: PolicyDocument) => bypasses.map((value) => ({ id: value.id, value })),
  governance: ({ governance }: PolicyDocument) => governance.map((value) => ({ id: value, value })),
  tiers: ({ tiers }: PolicyDocument) => tiers.map((value) => ({ id: String(value.tier), value })),
  tests: ({ tests }: PolicyDocument) => tests.map((value) => ({ id: value.name, value })),
} as const;

const isListName = (name: string): name is keyof typeof LISTS => Object.hasOwn(LISTS, name);

type Items = Map<string, unknown>;
type Tree = Record<string, unknown>;

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function addLeaves(items: Items, place: string, value: unknown): void {
  if (!isTree(value)) {
    items.set(place, value);
    return;
  }
  for (const [key, inner] of Object.entries(value)) addLeaves(items, `${place}/${key}`, inner);
}

/** A draft may hold an id twice; the second is `sev-1~2`, so that nothing falls out of sight. */
function addItem(items: Items, place: string, value: unknown): void {
  let free = place;
  for (let count = 2; items.has(free); count += 1) free = `${place}~${count}`;
  items.set(free, value);
}

/** Every item and every single setting of a document by its place: `rules/sev-1`, `kinds/incident`, `limits/perDay/person`. */
export function itemsOf(document: PolicyDocument): ReadonlyMap<string, unknown> {
  const items: Items = new Map();
  for (const [name, value] of Object.entries(document)) {
    if (isListName(name)) {
      for (const { id, value: item } of LISTS[name](document)) addItem(items, `${name}/${id}`, item);
    } else {
      addLeaves(items, name, value);
    }
  }
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
  const lists = new Map<string, unknown[]>(Object.keys(LISTS).map((name) => [name, []]));
  const tree: Tree = {};
  for (const [place, value] of items) {
    const list = lists.get(place.replace(/\/.*$/su, ''));
    if (list === undefined) setLeaf(tree, place.split('/'), value);
    else list.push(value);
  }
  return { ...tree, ...Object.fromEntries(lists) };
}

/** The place of the kind that a place is, or lies in: `kinds/incident` for `kinds/incident/offers`; null elsewhere. */
export function kindPlaceOf(place: string): string | null {
  const [list, kind] = place.split('/');
  return list === 'kinds' && kind !== undefined ? `kinds/${kind}` : null;
}

/** The places of a document's kinds in their order, which says which kind wins. */
export const kindPlaces = (items: ReadonlyMap<string, unknown>): readonly string[] =>
  [...items.keys()].filter((place) => kindPlaceOf(place) !== null);
