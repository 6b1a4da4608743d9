import type { PolicyDocument } from '../../contract/policy';
import type { PolicyChange } from '../../contract/policy-life';
import { toCanonicalJson } from '../canonical/canonical';
import { itemsOf, kindPlaceOf, kindPlaces } from './policy-places';

type Items = ReadonlyMap<string, unknown>;

const jsonAt = (items: Items, place: string): string | null =>
  items.has(place) ? toCanonicalJson(items.get(place)) : null;

function typeOf(before: string | null, after: string | null): PolicyChange['type'] {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

function changesAt(place: string, sides: { readonly before: Items; readonly after: Items }): PolicyChange[] {
  const before = jsonAt(sides.before, place);
  const after = jsonAt(sides.after, place);
  return before === after ? [] : [{ place, type: typeOf(before, after), before, after }];
}

const fieldsOf = (kind: unknown, place: string): Items =>
  new Map(Object.entries(Object.assign({}, kind)).map(([field, value]) => [`${place}/${field}`, value]));

/** A kind that both documents hold is compared field by field. */
function kindChanges(
  place: string,
  sides: { readonly before: Items; readonly after: Items },
): readonly PolicyChange[] {
  const fields = {
    before: fieldsOf(sides.before.get(place), place),
    after: fieldsOf(sides.after.get(place), place),
  };
  return [...fields.before.keys()].flatMap((field) => changesAt(field, fields));
}

/** The first kind that covers an issue wins, so their order is a setting of its own, at the place `kinds`. */
function orderChange(before: readonly string[], after: readonly string[]): readonly PolicyChange[] {
  const kept = before.filter((place) => after.includes(place));
  const added = after.filter((place) => !before.includes(place));
  if ([...kept, ...added].join(' ') === after.join(' ')) return [];
  return [
    { place: 'kinds', type: 'changed', before: toCanonicalJson(before), after: toCanonicalJson(after) },
  ];
}

/**
 * What differs between two documents, item by item, what is new in the second at the end. Order counts among kinds only (place
 * `kinds`, a list of their places); moving a rule is no difference. Raises `not-canonical` for a text that is no Unicode.
 */
export function diffPolicies(before: PolicyDocument, after: PolicyDocument): readonly PolicyChange[] {
  const sides = { before: itemsOf(before), after: itemsOf(after) };
  const places = [...new Set([...sides.before.keys(), ...sides.after.keys()])];
  const items = places.flatMap((place) => {
    const isInBoth = sides.before.has(place) && sides.after.has(place);
    return isInBoth && kindPlaceOf(place) !== null ? kindChanges(place, sides) : changesAt(place, sides);
  });
  return [...items, ...orderChange(kindPlaces(sides.before), kindPlaces(sides.after))];
}
