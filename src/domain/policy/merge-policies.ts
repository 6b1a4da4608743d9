import { z } from 'zod';
import { PolicyDocumentSchema, type PolicyDocument } from '../../contract/policy';
import type { PolicyChange } from '../../contract/policy-life';
import { diffPolicies } from './diff-policies';
import { fromItems, itemsOf, kindPlaceOf, kindPlaces } from './policy-places';

/** The place of the order of kinds. */
const ORDER = 'kinds';
const OrderSchema = z.array(z.string());

function applyToItem(items: Map<string, unknown>, { place, after }: PolicyChange): void {
  const kind = kindPlaceOf(place);
  const value: unknown = after === null ? null : JSON.parse(after);
  if (after === null) items.delete(place);
  else if (kind === null || kind === place) items.set(place, value);
  else items.set(kind, Object.assign({}, items.get(kind), { [place.slice(kind.length + 1)]: value }));
}

/** The items with their kinds in an order; kinds that it does not name stay behind the others. */
function reordered(items: ReadonlyMap<string, unknown>, order: readonly string[]): Map<string, unknown> {
  const rank = (place: string): number => (order.includes(place) ? order.indexOf(place) : order.length);
  const kinds = [...kindPlaces(items)].sort((a, b) => rank(a) - rank(b));
  const others = [...items].filter(([place]) => kindPlaceOf(place) === null);
  return new Map([...others, ...kinds.map((place) => [place, items.get(place)] as const)]);
}

function orderIn(changes: readonly PolicyChange[]): readonly string[] {
  const orders = changes.filter(({ place }) => place === ORDER).map(({ after }) => after);
  return OrderSchema.parse(JSON.parse(orders.at(-1) ?? '[]'));
}

/**
 * A document with the changes that `diffPolicies` found made to it, the later of two at one place winning. Null where the
 * outcome is no policy document, because a list grew over its limit.
 */
export function applyChanges(
  document: PolicyDocument,
  changes: readonly PolicyChange[],
): PolicyDocument | null {
  const items = new Map(itemsOf(document));
  for (const change of changes) if (change.place !== ORDER) applyToItem(items, change);
  const parsed = PolicyDocumentSchema.safeParse(fromItems(reordered(items, orderIn(changes))));
  return parsed.success ? parsed.data : null;
}

/** The place that two changes contend for, the wider of theirs; null where both can stand. */
function contended(theirs: PolicyChange, mine: PolicyChange): string | null {
  if (theirs.place === mine.place) return theirs.after === mine.after ? null : mine.place;
  const kind = kindPlaceOf(mine.place);
  if (kind === null || kind !== kindPlaceOf(theirs.place)) return null;
  return theirs.place === kind || mine.place === kind ? kind : null;
}

const contendedBy = (theirs: PolicyChange, mine: readonly PolicyChange[]): readonly string[] =>
  mine.map((change) => contended(theirs, change)).filter((place) => place !== null);

/**
 * Puts what I changed on top of what somebody else changed meanwhile, both counted from `base`. At a place where the two differ
 * mine is taken and the place listed in `conflicts`; a kind is one place against its removal or a second one of its name. Where
 * both together are too much for a list of the document, mine stands alone and every place that they changed is a conflict.
 */
export function mergePolicies({
  base,
  theirs,
  mine,
}: {
  readonly base: PolicyDocument;
  readonly theirs: PolicyDocument;
  readonly mine: PolicyDocument;
}): { readonly document: PolicyDocument; readonly conflicts: readonly string[] } {
  const theirChanges = diffPolicies(base, theirs);
  const myChanges = diffPolicies(base, mine);
  const kept = theirChanges.filter((change) => contendedBy(change, myChanges).length === 0);
  const document = applyChanges(base, [...kept, ...myChanges]);
  if (document === null) return { document: mine, conflicts: theirChanges.map(({ place }) => place) };
  return {
    document,
    conflicts: [...new Set(theirChanges.flatMap((change) => contendedBy(change, myChanges)))],
  };
}
