import { LIMITS } from '../limits';
import { ManifestError } from '../manifest-error';
import type { EntityDeclaration, IndexDeclaration } from '../manifest-schema';

/** forge-facts §1.4; storage-reference/entities-manifest. The local validator of Atlassian checks less. */
const ENTITY_NAME = /^(?![_.-])(?!.*\.{2})[a-z0-9:\-_.]{3,60}(?<!\.)$/;
const ATTRIBUTE_NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,29}$/;
const INDEX_NAME = /^(?!\.)(?!.*\.{2})[a-zA-Z0-9:\-_.]{3,50}(?<!\.)$/;
/** The index over its keys that every entity has without declaring it. */
export const KEY_INDEX = 'by-key';

/** Makes the error for one fault, with the place where it was found. */
type Fail = (message: string) => Error;

/** Refuses declarations of `app.storage.entities` that Forge refuses at deploy; raises `ManifestError`. */
export function assertEntities(entities: readonly EntityDeclaration[]): void {
  const refuse: Fail = (message) => new ManifestError(`app.storage.entities: ${message}`);
  const most = LIMITS.kvsEntities.value;
  if (entities.length > most)
    throw refuse(`an app has at most ${most} entities, this has ${entities.length}`);
  assertUnique(
    entities.map(({ name }) => name),
    (name) => refuse(`two entities are named "${name}"`),
  );
  for (const entity of entities) assertEntity(entity, (message) => refuse(`"${entity.name}": ${message}`));
}

function assertEntity(entity: EntityDeclaration, fail: Fail): void {
  const { name, attributes, indexes } = entity;
  if (!ENTITY_NAME.test(name)) throw fail(`its name must match ${ENTITY_NAME.source}`);
  const names = Object.keys(attributes);
  if (names.length > LIMITS.kvsAttributes.value)
    throw fail(`it has ${names.length} attributes; accepted are ${LIMITS.kvsAttributes.value}`);
  const wrong = names.find((item) => !ATTRIBUTE_NAME.test(item));
  if (wrong !== undefined) throw fail(`attribute "${wrong}" must match ${ATTRIBUTE_NAME.source}`);
  if (indexes.length > LIMITS.kvsIndexes.value)
    throw fail(`it has ${indexes.length} indexes; accepted are ${LIMITS.kvsIndexes.value}`);
  assertUnique(
    indexes.map((index) => index.name),
    (index) => fail(`two indexes are named "${index}"`),
  );
  for (const index of indexes)
    assertIndex(entity, index, (message) => fail(`index "${index.name}": ${message}`));
}

function assertIndex(entity: EntityDeclaration, index: IndexDeclaration, fail: Fail): void {
  if (index.name === KEY_INDEX) throw fail('the name is built in');
  if (!INDEX_NAME.test(index.name)) throw fail(`its name must match ${INDEX_NAME.source}`);
  if (index.range.length !== 1) throw fail(`it has ${index.range.length} range attributes; accepted is 1`);
  for (const name of [...index.partition, ...index.range]) {
    const type = entity.attributes[name]?.type;
    if (type === undefined) throw fail(`attribute "${name}" is not declared`);
    if (type === 'any') throw fail(`attribute "${name}" is of type any, which cannot be indexed`);
  }
}

function assertUnique(names: readonly string[], fail: Fail): void {
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw fail(twice);
}
