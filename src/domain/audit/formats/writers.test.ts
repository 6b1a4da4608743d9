import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { AuditEntrySchema } from '../../../contract/audit';
import { ExportFormatSchema } from '../../../contract/calls';
import { checkEntry, hashEntry } from '../chain';
import { ANA, anyContext, anyEntry, GONE, loadVectors, PEOPLE, readCsv } from './testing';
import { writerOf } from './writers';

const FORMATS = ExportFormatSchema.options;
const JSON_FORMATS = FORMATS.filter((format) => format !== 'csv');
const ANY = anyEntry.chain((entry) => fc.tuple(fc.constant(entry), anyContext(entry)));

describe('a writer', () => {
  it.each(FORMATS)('of %s writes any entry as one line, the same one each time', (format) => {
    const { line, lineEnd } = writerOf(format);
    fc.assert(
      fc.property(ANY, ([entry, context]) => {
        const written = line(entry, context);
        expect(written).not.toMatch(/[\r\n]/u);
        expect(Buffer.from(written).toString()).toBe(written);
        expect(line(structuredClone(entry), context)).toBe(written);
        expect(lineEnd).toMatch(/^\r?\n$/u);
      }),
      { numRuns: 300 },
    );
  });

  it.each(JSON_FORMATS)('of %s writes a JSON object a line, without a head', (format) => {
    const { head, line } = writerOf(format);
    expect(head).toEqual([]);
    fc.assert(
      fc.property(ANY, ([entry, context]) => {
        const written: unknown = JSON.parse(line(entry, context));
        expect(z.record(z.string(), z.unknown()).safeParse(written).success).toBe(true);
      }),
    );
  });

  it('of csv writes as many cells in each line as in its head', () => {
    const { head, line } = writerOf('csv');
    const [names = []] = readCsv(head.join('').slice(1));
    fc.assert(
      fc.property(ANY, ([entry, context]) => {
        expect(readCsv(line(entry, context)).map((cells) => cells.length)).toEqual([names.length]);
      }),
    );
  });

  it('of jsonl writes the canonical entry, which the walk of the chain accepts', () => {
    const { line } = writerOf('jsonl');
    for (const { entry, context } of loadVectors()) {
      const written = line(entry, context);
      expect(checkEntry(new Map(), JSON.parse(written))).toBeNull();
      expect(hashEntry(AuditEntrySchema.parse(JSON.parse(written)))).toBe(entry.hash);
    }
  });

  it.each(FORMATS)('of %s refuses an entry that cannot have been hashed', (format) => {
    const [vector] = loadVectors();
    if (vector === undefined) throw new Error('there is no vector');
    const details = { call: 'half \uD83D', code: 'x' };
    const entry = { ...vector.entry, event: 'access.denied' as const, details };
    expect(() => writerOf(format).line(entry, vector.context)).toThrow(
      expect.objectContaining({ code: 'not-canonical' }),
    );
  });

  it('has a media type and an ending of its own for each format that a file can be told apart by', () => {
    const endings = FORMATS.map((format) => writerOf(format).extension);
    expect(new Set(endings).size).toBe(FORMATS.length);
    for (const ending of endings) expect(ending).toMatch(/^[a-z][a-z.]*[a-z]$/u);
    expect(
      new Set(JSON_FORMATS.map((format) => writerOf(format).mediaType)).has(writerOf('csv').mediaType),
    ).toBe(false);
  });
});

describe('the people of a line', () => {
  const approval = loadVectors().find(({ name }) => name === 'mapping-gone');
  const write = (format: 'csv' | 'ocsf', displayName: string): string => {
    if (approval === undefined) throw new Error('there is no vector');
    const people = new Map([[GONE, { accountId: 'acc-1', displayName }]]);
    return writerOf(format).line(approval.entry, { ...PEOPLE, people });
  };

  it.each(['csv', 'ocsf'] as const)('in %s: the reference where the name is gone or empty', (format) => {
    const mentions = (line: string, name: string): number => line.split(`"${name}"`).length - 1;
    const known = write(format, 'Ben');
    expect(mentions(known, 'Ben')).toBe(1);
    expect(mentions(write(format, ''), GONE)).toBe(mentions(known, GONE) + 1);
    expect(mentions(known, ANA)).toBe(2);
  });

  it.each(['csv', 'ocsf'] as const)('in %s: half of a surrogate pair does not stop the export', (format) => {
    expect(write(format, 'Ben \uD83D!')).toContain('"Ben \uFFFD!"');
    expect(write(format, 'Ben \u{1F600}!')).toContain('"Ben \u{1F600}!"');
  });
});
