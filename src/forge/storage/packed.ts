import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** A record in as little room as its kind of text allows: Brotli (RFC 7932) over its JSON, as base64. */
export interface Packed {
  readonly v: 1;
  readonly br: string;
}

/** The smallest size for a record of some KB; a longer text would take too long at that quality (a packet: some 40 ms more). */
const QUALITIES = { record: 11, text: 6 } as const;
const RECORD_LENGTH = 8_000;

/** Packs a JSON value. */
export function pack(value: unknown): Packed {
  const text = JSON.stringify(value);
  const quality = text.length > RECORD_LENGTH ? QUALITIES.text : QUALITIES.record;
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  };
  return { v: 1, br: brotliCompressSync(text, { params }).toString('base64') };
}

/** What was packed. Throws on what is no Brotli or no JSON: storage was damaged. */
export const unpack = ({ br }: Packed): unknown =>
  JSON.parse(brotliDecompressSync(Buffer.from(br, 'base64')).toString('utf8'));
