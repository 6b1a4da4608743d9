import { describe, expect, it } from '@jest/globals';
import { ClaimSchema, type Claim } from '../../contract/output';
import { outputOf } from '../testing';
import { scrubStruck } from './scrub';

const TOKEN = `ghp_${'aB3dE6gH9j'.repeat(4).slice(0, 36)}`;

function scrubbed(over: Partial<Claim>): Claim | undefined {
  const [section] = outputOf().sections;
  const [claim] = section?.claims ?? [];
  if (section === undefined || claim === undefined) throw new Error('the sample has no claim');
  return scrubStruck([{ ...section, claims: [{ ...claim, ...over }] }])[0]?.claims[0];
}

describe('scrubStruck', () => {
  it('takes secrets out of the text and the quotes of a claim that is struck', () => {
    const claim = scrubbed({
      text: `The token is ${TOKEN}.`,
      citations: [{ source: 1, quote: `token ${TOKEN}` }],
      struck: 'It holds a secret',
    });
    expect(JSON.stringify(claim)).not.toContain(TOKEN);
    expect(claim?.text).toMatch(/^The token is .+/u);
    expect(claim?.struck).toBe('It holds a secret');
  });

  it('leaves a claim that stands as it is: its quote must stand in its source', () => {
    const text = `The token is ${TOKEN}.`;
    expect(scrubbed({ text })?.text).toBe(text);
  });

  it('keeps a claim within its lengths, and no half of a character', () => {
    const claim = scrubbed({
      text: `password=${'x'.repeat(8)} `.padEnd(1_199, 'é') + '😀',
      citations: [{ source: 1, quote: 'q'.repeat(2_000) }],
      struck: 'made up',
    });
    expect(ClaimSchema.safeParse(claim).success).toBe(true);
    expect(claim?.text).not.toMatch(/[\uD800-\uDBFF]$/u);
  });
});
