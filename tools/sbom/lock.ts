import { z } from 'zod';

const NeedsSchema = z.record(z.string(), z.string()).default({});
const LockedSchema = z.looseObject({
  /** Stands there when the folder has another name than the package. */
  name: z.string().optional(),
  version: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().default(false),
  integrity: z.string().optional(),
  license: z.string().optional(),
  hasInstallScript: z.boolean().default(false),
  dependencies: NeedsSchema,
  optionalDependencies: NeedsSchema,
});
const LockSchema = z.looseObject({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), LockedSchema),
});

/** A package of a lock file. */
export type Locked = z.infer<typeof LockedSchema>;
/** The packages of a lock file (version 3, npm 7 and later) by their places in the tree; the project itself is at ''. */
export type Lock = Readonly<Record<string, Locked>>;

/** Reads a `package-lock.json`; raises where it is no lock file of version 3. */
export const readLock = (text: string): Lock => LockSchema.parse(JSON.parse(text)).packages;

/** Our own folders of the tree. Only the first two are deployed. */
const OWN = { functions: '', screens: 'static', local: 'local' } as const;
export const OWN_FOLDERS: readonly string[] = Object.values(OWN);

/** What is deployed: Forge functions, and the screens that are bundled as resources. */
export const PARTS = ['functions', 'screens'] as const;
export type Part = (typeof PARTS)[number];

const MODULES = 'node_modules/';

/** Whether somebody else's package lies at a place. */
export const isForeign = (place: string): boolean => place.includes(MODULES);

/** The true name of the package at a place. */
export const nameAt = (lock: Lock, place: string): string =>
  lock[place]?.name ?? place.slice(place.lastIndexOf(MODULES) + MODULES.length);

/** Where Node finds a package from a place in the tree; null for one that is not installed, as an optional one may be. */
function find(lock: Lock, name: string, from: string): string | null {
  const place = `${from === '' ? '' : `${from}/`}${MODULES}${name}`;
  if (lock[place] !== undefined) return place;
  return from === '' ? null : find(lock, name, from.slice(0, Math.max(0, from.lastIndexOf(`/${MODULES}`))));
}

/** Where the packages lie that the one at a place needs. */
export function needsOf(lock: Lock, place: string): readonly string[] {
  const { dependencies = {}, optionalDependencies = {} } = lock[place] ?? {};
  return Object.keys({ ...dependencies, ...optionalDependencies }).flatMap(
    (name) => find(lock, name, place) ?? [],
  );
}

/** The places of all packages that a part needs, directly or not, each once. */
export function deployedIn(lock: Lock, part: Part): readonly string[] {
  const seen = new Set<string>();
  const open = [...needsOf(lock, OWN[part])];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (seen.has(place)) continue;
    seen.add(place);
    open.push(...needsOf(lock, place));
  }
  return [...seen].sort();
}
