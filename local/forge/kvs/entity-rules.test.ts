import { describe, expect, it } from '@jest/globals';
import { ManifestError } from '../manifest-error';
import type { EntityDeclaration } from '../manifest-schema';
import { assertEntities } from './entity-rules';
import { TASK } from './testing/kvs-fixture';

const check = (...entities: EntityDeclaration[]) => {
  assertEntities(entities);
};
const named = (count: number, make: (n: number) => EntityDeclaration) =>
  Array.from({ length: count }, (_, n) => make(n));
const attributes = (count: number): EntityDeclaration['attributes'] =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`a${n}`, { type: 'string' as const }]));
const index = (name: string, range = ['dueAt'], partition: string[] = []) => ({ name, range, partition });
const indexes = (count: number) => Array.from({ length: count }, (_, n) => index(`by-${n}`));

describe('the declaration of entities', () => {
  it.each([
    ['20 entities', named(20, (n) => ({ ...TASK, name: `task-${n}` }))],
    ['7 indexes', [{ ...TASK, indexes: indexes(7) }]],
    ['50 attributes', [{ ...TASK, attributes: attributes(50), indexes: [] }]],
    ['names at their limits', [{ ...TASK, name: `a.b:c_d-${'e'.repeat(52)}`, indexes: [index('A_b')] }]],
    [
      'an attribute of 30 characters',
      [{ ...TASK, attributes: { ['a'.repeat(30)]: { type: 'any' as const } }, indexes: [] }],
    ],
  ])('takes %s', (_name, entities) => {
    expect(() => check(...entities)).not.toThrow();
  });

  it.each([
    ['21 entities', named(21, (n) => ({ ...TASK, name: `task-${n}` })), 'at most 20'],
    ['8 indexes', [{ ...TASK, indexes: indexes(8) }], 'accepted are 7'],
    ['51 attributes', [{ ...TASK, attributes: attributes(51), indexes: [] }], 'accepted are 50'],
    ['two range attributes', [{ ...TASK, indexes: [index('by-two', ['dueAt', 'score'])] }], 'accepted is 1'],
    ['no range attribute', [{ ...TASK, indexes: [index('by-none', [])] }], 'accepted is 1'],
    ['any in a range', [{ ...TASK, indexes: [index('by-body', ['body'])] }], 'type any'],
    ['any in a partition', [{ ...TASK, indexes: [index('by-body', ['dueAt'], ['body'])] }], 'type any'],
    ['an undeclared attribute in an index', [{ ...TASK, indexes: [index('by-x', ['x'])] }], 'not declared'],
    ['an index named by-key', [{ ...TASK, indexes: [index('by-key')] }], 'built in'],
    ['two indexes of one name', [{ ...TASK, indexes: [index('by-a'), index('by-a')] }], 'two indexes'],
    ['an index name of 2 characters', [{ ...TASK, indexes: [index('by')] }], 'its name'],
    ['an index name of 51 characters', [{ ...TASK, indexes: [index('b'.repeat(51))] }], 'its name'],
    ['two entities of one name', [TASK, TASK], 'two entities'],
    ['an entity name of 2 characters', [{ ...TASK, name: 'ta' }], 'its name'],
    ['an entity name of 61 characters', [{ ...TASK, name: 't'.repeat(61) }], 'its name'],
    ['capitals in an entity name', [{ ...TASK, name: 'Task' }], 'its name'],
    ['a dot at the end of an entity name', [{ ...TASK, name: 'task.' }], 'its name'],
    ['two dots in an entity name', [{ ...TASK, name: 'ta..sk' }], 'its name'],
    [
      'an underscore before an attribute',
      [{ ...TASK, attributes: { _a: { type: 'any' as const } }, indexes: [] }],
      '"_a"',
    ],
    [
      'an attribute of 31 characters',
      [{ ...TASK, attributes: { ['a'.repeat(31)]: { type: 'any' as const } }, indexes: [] }],
      'must match',
    ],
  ])('refuses %s', (_name, entities, message) => {
    expect(() => check(...entities)).toThrow(message);
    expect(() => check(...entities)).toThrow(ManifestError);
  });
});
