import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BodySchema } from '../../contract/audit';
import { bodyHolds, bodyOf } from './body';

const salts = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('hex'));
const SALT = '0b'.repeat(32);

describe('a text beside the chain', () => {
  it('is named by HMAC-SHA-256 under its salt (RFC 4231, test case 1 with a key of 32 bytes computed apart)', () => {
    const hmac = createHmac('sha256', Buffer.alloc(32, 0x0b)).update('Hi There').digest('hex');
    expect(bodyOf('output', 'Hi There', SALT)).toEqual({ name: 'output', hmac, bytes: 8 });
  });

  it('counts bytes of UTF-8', () => {
    expect(bodyOf('note', 'né 😀', SALT).bytes).toBe(8);
  });

  it('holds as it was, and not when text, salt, name of the digest or length differ', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.tuple(salts, salts),
        fc.string(),
        (text, [salt, other], more) => {
          const body = BodySchema.parse(bodyOf('comment', text, salt));
          expect(bodyHolds(body, text, salt)).toBe(true);
          expect(bodyHolds(body, text, other)).toBe(other === salt);
          expect(bodyHolds(body, `${text}${more}`, salt)).toBe(more === '');
          expect(bodyHolds({ ...body, bytes: body.bytes + 1 }, text, salt)).toBe(false);
          expect(bodyHolds({ ...body, hmac: 'e'.repeat(64) }, text, salt)).toBe(false);
        },
      ),
    );
  });

  it.each(['', 'ab', SALT.toUpperCase(), `${SALT}00`, 'x'.repeat(64)])('has no salt like %j', (salt) => {
    expect(() => bodyOf('output', 'text', salt)).toThrow(
      expect.objectContaining({ name: 'DomainError', code: 'broken-chain' }),
    );
    expect(bodyHolds(bodyOf('output', 'text', SALT), 'text', salt)).toBe(false);
  });
});
