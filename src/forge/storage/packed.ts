import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** A record in as little room as its kind of text allows: Brotli (RFC 7932) over its JSON, as base64. */
export interface Packed {
  readonly v: 1;
  readonly br: string;
}

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

/** What was packed. Throws on what is no Brotli or no JSON: storage was damaged. */
export const unpack = ({ br }: Packed): unknown =>
  JSON.parse(brotliDecompressSync(Buffer.from(br, 'base64')).toString('utf8'));
