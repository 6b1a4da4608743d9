import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { DomainError } from '../domain-error';

/**
 * Canonical JSON of a value (RFC 8785). Throws `not-canonical` for what JSON cannot hold: undefined at the top, NaN,
 * BigInt, lone surrogates.
 */
export function toCanonicalJson(value: unknown): string {
  let text: string | undefined;
  try {
    text = canonicalize(value);
  } catch (cause) {
    throw new DomainError('not-canonical', 'The value cannot be written as canonical JSON', cause);
  }
  if (text === undefined) throw new DomainError('not-canonical', 'Nothing to write as canonical JSON');
  return text;
}

/**
 * SHA-256 of bytes, or of a text's UTF-8 bytes, optionally behind a domain-separation byte (RFC 6962 §2.1), as 64
 * lower-case hex digits.
 */
export function sha256Hex(data: string | Uint8Array, prefix?: number): string {
  const hash = createHash('sha256');
  if (prefix !== undefined) hash.update(Uint8Array.of(prefix));
  return hash.update(data).digest('hex');
}

/** Digest of any JSON value: SHA-256 of its canonical form, as 64 hex digits. */
export const digestOf = (value: unknown): string => sha256Hex(toCanonicalJson(value));
