import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Body } from '../../contract/audit';
import { DigestSchema } from '../../contract/vocabulary';
import { DomainError } from '../domain-error';

/**
 * What the chain says of a text that lives beside it: HMAC-SHA-256 of its UTF-8 bytes under `salt` (32 bytes as 64 lower-case
 * hex digits), and how many bytes they are. Throws `broken-chain` for another salt: a short one could be guessed (threats
 * §1.7 no. 5). A lone surrogate counts as U+FFFD does.
 */
export function bodyOf(name: Body['name'], text: string, salt: string): Body {
  if (!DigestSchema.safeParse(salt).success)
    throw new DomainError('broken-chain', 'Not a salt of 32 bytes in hexadecimal');
  const hmac = createHmac('sha256', Buffer.from(salt, 'hex')).update(text, 'utf8').digest('hex');
  return { name, hmac, bytes: Buffer.byteLength(text, 'utf8') };
}

/** Whether this is the text that the chain names. Compares in constant time; a salt that is none holds nothing. */
export function bodyHolds(body: Body, text: string, salt: string): boolean {
  if (!DigestSchema.safeParse(salt).success) return false;
  const { hmac, bytes } = bodyOf(body.name, text, salt);
  return bytes === body.bytes && timingSafeEqual(Buffer.from(hmac, 'hex'), Buffer.from(body.hmac, 'hex'));
}
