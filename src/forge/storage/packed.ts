import {
  brotliCompressSync,
  brotliDecompressSync,
  constants,
  deflateRawSync,
  inflateRawSync,
} from 'node:zlib';
import { RECORD_WORDS } from './record-words';

/** A record in little room: Brotli (RFC 7932) over its JSON, as base64. */
export interface Packed {
  readonly v: 1;
  readonly br: string;
}

/** A hand-off's record in less: Deflate (RFC 1951) over its JSON that begins with the words of such records, as base64. */
export interface PackedRecord {
  readonly v: 2;
  readonly df: string;
}

const WITH_WORDS = { level: 9, dictionary: Buffer.from(RECORD_WORDS) };

/** Packs a hand-off's record, which is written at every step; a third to a half smaller than `pack` makes it. */
export const packRecord = (record: unknown): PackedRecord => ({
  v: 2,
  df: deflateRawSync(JSON.stringify(record), WITH_WORDS).toString('base64'),
});

/** How a record is packed: the window holds any record, and a smaller one costs less to set up. */
const at = (quality: number) => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_LGWIN]: 18,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  },
});

/** A tenth larger than at the best quality, and some 20 times faster. */
const FAST = at(9);
const SMALL = at(11);

const packWith = (value: unknown, options: ReturnType<typeof at>): Packed => ({
  v: 1,
  br: brotliCompressSync(JSON.stringify(value), options).toString('base64'),
});

/** Packs a JSON value that is written at every step. */
export const pack = (value: unknown): Packed => packWith(value, FAST);

/** Packs a JSON value that is written once, as small as can be. */
export const packOnce = (value: unknown): Packed => packWith(value, SMALL);

/** What was packed. Throws on what was packed otherwise or is no JSON: storage was damaged. */
export const unpack = ({ br }: Packed): unknown =>
  JSON.parse(brotliDecompressSync(Buffer.from(br, 'base64')).toString('utf8'));

/** A record that was packed; throws as `unpack` does. */
export const unpackRecord = ({ df }: PackedRecord): unknown =>
  JSON.parse(inflateRawSync(Buffer.from(df, 'base64'), WITH_WORDS).toString('utf8'));
