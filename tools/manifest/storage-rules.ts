import type { Entity, Problem } from './manifest-schema';

const ENTITY_NAME = /^(?![_.-])(?!.*\.{2})[a-z0-9:_.-]{3,60}(?<!\.)$/u;
const ATTRIBUTE_NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,29}$/u;
const INDEX_NAME = /^[a-zA-Z0-9:_.-]{3,50}$/u;
const MAX_ENTITIES = 20;
const MAX_ATTRIBUTES = 50;
const MAX_INDEXES = 7;

type Index = Exclude<Entity['indexes'][number], string>;

/** The short form names one attribute to range over. */
const toIndex = (index: Entity['indexes'][number]): Index =>
  typeof index === 'string' ? { name: index, partition: [], range: [index] } : index;

function indexProblems(entity: Entity, index: Index): Problem[] {
  const where = `${entity.name}.${index.name}`;
  const found: Problem[] = [];
  if (!INDEX_NAME.test(index.name) || index.name === 'by-key') {
    found.push({ rule: 'index-name', where, message: '3-50 of a-z A-Z 0-9 : - _ . and not by-key' });
  }
  if (index.range.length !== 1)
    found.push({ rule: 'index-range', where, message: 'exactly one range attribute' });
  for (const name of [...index.partition, ...index.range]) {
    const type = entity.attributes[name]?.type;
    if (type === undefined)
      found.push({ rule: 'index-attribute', where, message: `${name} is not an attribute` });
    if (type === 'any')
      found.push({ rule: 'index-any', where, message: `${name} is of type any, which has no order` });
  }
  return found;
}

function entityProblems(entity: Entity): Problem[] {
  const names = Object.keys(entity.attributes);
  const indexes = entity.indexes.map(toIndex);
  const where = entity.name;
  const found: Problem[] = [];
  if (!ENTITY_NAME.test(entity.name))
    found.push({ rule: 'entity-name', where, message: '3-60 of a-z 0-9 : - _ .' });
  if (names.length > MAX_ATTRIBUTES)
    found.push({ rule: 'attribute-count', where, message: `more than ${MAX_ATTRIBUTES}` });
  if (indexes.length > MAX_INDEXES)
    found.push({ rule: 'index-count', where, message: `more than ${MAX_INDEXES}` });
  if (new Set(indexes.map(({ name }) => name)).size < indexes.length) {
    found.push({ rule: 'index-repeated', where, message: 'two indexes of one name' });
  }
  for (const name of names) {
    if (!ATTRIBUTE_NAME.test(name))
      found.push({
        rule: 'attribute-name',
        where: `${where}.${name}`,
        message: 'letters, digits, _; at most 30',
      });
  }
  return [...found, ...indexes.flatMap((index) => indexProblems(entity, index))];
}

/** Limits of custom entities (facts §1.4). They matter before the first deploy: nothing here can be removed later. */
export function storageProblems(entities: readonly Entity[]): readonly Problem[] {
  const found = entities.flatMap(entityProblems);
  if (entities.length > MAX_ENTITIES) {
    found.push({ rule: 'entity-count', where: 'app.storage', message: `more than ${MAX_ENTITIES} entities` });
  }
  return found;
}
