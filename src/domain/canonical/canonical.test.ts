import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { digestOf, sha256Hex, toCanonicalJson } from './canonical';

const VECTORS = resolve(__dirname, '../../../../shared/corpora/vectors/rfc8785-jcs.json');
const VectorsSchema = z.object({
  cases: z.array(z.object({ name: z.string(), input: z.string(), output: z.string() })).min(5),
});

describe('toCanonicalJson', () => {
  if (existsSync(VECTORS)) {
    const { cases } = VectorsSchema.parse(JSON.parse(readFileSync(VECTORS, 'utf8')));
    it.each(cases)('writes the RFC 8785 case $name', ({ input, output }) => {
      expect(toCanonicalJson(JSON.parse(input))).toBe(output);
    });
  } else {
    it.todo('writes the RFC 8785 cases (skipped: the shared vectors are not on this machine)');
  }

  it('orders keys by UTF-16 code units and leaves undefined members out', () => {
    expect(toCanonicalJson({ b: 1, a: [2, { d: 4, c: 3 }], é: 5, z: undefined })).toBe(
      '{"a":[2,{"c":3,"d":4}],"b":1,"é":5}',
    );
  });

  it.each([
    ['nothing', undefined],
    ['not a number', Number.NaN],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['a big integer', { big: 1n }],
    ['half of a surrogate pair', { text: '\uD83D' }],
    ['half of a surrogate pair in a key', { '\uDE00': 1 }],
  ])('refuses %s', (_what, value) => {
    expect(() => toCanonicalJson(value)).toThrow(
      expect.objectContaining({ name: 'DomainError', code: 'not-canonical' }),
    );
  });

  it('keeps the cause of a refusal, where there is one', () => {
    expect(() => toCanonicalJson(Number.NaN)).toThrow(expect.objectContaining({ cause: expect.any(Error) }));
    expect(() => toCanonicalJson(undefined)).toThrow(
      expect.not.objectContaining({ cause: expect.anything() }),
    );
  });

  it('gives one text for one value and parses back to it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = toCanonicalJson(value);
        expect(toCanonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

describe('digests', () => {
  it('are SHA-256 in hexadecimal (FIPS 180-4 examples)', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('are the same over a text and over its UTF-8 bytes', () => {
    const text = 'né 😀';
    expect(sha256Hex(text)).toBe('6ed0d90c97c84f0a6178142cde4641fef38e6bad4a3e7e9cf0c81c65afbd0469');
    expect(sha256Hex(new TextEncoder().encode(text))).toBe(sha256Hex(text));
    expect(sha256Hex(new TextEncoder().encode(text), 0x01)).toBe(sha256Hex(text, 0x01));
  });

  it('tell a leaf from a text by its first byte (RFC 6962: the hash of an empty leaf)', () => {
    expect(sha256Hex('', 0x00)).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  });

  it('are taken over the canonical form', () => {
    expect(digestOf({ b: 1, a: 'é' })).toBe(sha256Hex('{"a":"é","b":1}'));
    expect(digestOf({ a: 'é', b: 1 })).toBe(digestOf({ b: 1, a: 'é' }));
  });
});
