/** JSON types by path; `[]` stands for the items of a list. Only what every item of a list has is kept. */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads the shape of a JSON value, without what stands below the paths that `isOpen` names (texts, values of users). */
export function shapeOf(value: unknown, isOpen: (path: string) => boolean): Shape {
  const shape = new Map<string, ReadonlySet<string>>();
  read([value], '', { shape, isOpen });
  return shape;
}

interface Reading {
  readonly shape: Map<string, ReadonlySet<string>>;
  readonly isOpen: (path: string) => boolean;
}

/** `values` are what stands at the path, once for each object or list that it may stand in. */
function read(values: readonly unknown[], path: string, reading: Reading): void {
  reading.shape.set(path, new Set(values.map(typeOf)));
  if (reading.isOpen(path)) return;
  const lists = values.filter((value) => Array.isArray(value));
  const items: unknown[] = lists.flat();
  if (items.length > 0) read(items, `${path}[]`, reading);
  const objects = values.filter(isPlainObject);
  const names = objects.flatMap((object) => Object.keys(object));
  for (const name of new Set(names)) {
    const inside = objects.filter((object) => Object.hasOwn(object, name));
    if (inside.length === objects.length)
      read(
        inside.map((object) => object[name]),
        path === '' ? name : `${path}.${name}`,
        reading,
      );
  }
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Where two shapes differ: `-path` is missing in ours, `+path` is missing in theirs, `path: a, not b` has another
 * type. What is null on either side differs from nothing, and what stands below it is not compared.
 */
export function differences(ours: Shape, theirs: Shape): string[] {
  const unknown = [...ours, ...theirs].flatMap(([path, types]) => (types.has('null') ? [path] : []));
  const emptyLists = [ours, theirs].flatMap((shape) =>
    [...shape].flatMap(([path, types]) =>
      types.has('array') && !shape.has(`${path}[]`) ? [`${path}[]`] : [],
    ),
  );
  const isBelow = (path: string) =>
    [...unknown, ...emptyLists].some(
      (top) => path === top || path.startsWith(`${top}.`) || path.startsWith(`${top}[]`),
    );
  const paths = [...new Set([...ours.keys(), ...theirs.keys()])].filter((path) => !isBelow(path)).sort();
  return paths.flatMap((path) => {
    const [own, other] = [ours.get(path), theirs.get(path)];
    if (!own || !other)
      return isChildOfMissing(path, own ? theirs : ours) ? [] : [`${own ? '+' : '-'}${path}`];
    const [a, b] = [[...own].join('|'), [...other].join('|')];
    return a === b ? [] : [`${path}: ${a}, not ${b}`];
  });
}

/** Whether the parent is missing too, which is said once and not for each of its properties. */
function isChildOfMissing(path: string, shape: Shape): boolean {
  const parent = path.endsWith('[]') ? path.slice(0, -2) : path.replace(/\.?[^.]*$/, '');
  return parent !== '' && !shape.has(parent);
}
