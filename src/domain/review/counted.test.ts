import { describe, expect, it } from '@jest/globals';
import { packetOf, sourceOf } from '../testing';
import { claimsOf, countedOf } from './counted';
import { outputWith } from './testing';

const lineOf = (name: string, ...args: Parameters<typeof countedOf>) =>
  countedOf(...args).find((counted) => counted.name === name);

describe('what is counted', () => {
  it('is only of the sources before the run', () => {
    expect(countedOf(packetOf(), null)).toEqual([
      { name: 'Sources', value: '1', wantsLook: false },
      { name: 'Sources cut at the limit', value: '0', wantsLook: false },
      { name: 'Left out', value: '0', wantsLook: false },
      { name: 'Secrets and personal data taken out', value: '0', wantsLook: false },
    ]);
  });

  it('wants a look where there is no source, a cut one or something taken out, none for what policy keeps out', () => {
    const cut = sourceOf({ number: 2, isTruncated: true });
    const secret = { source: 1, check: 'secret', ruleId: 'secret-npm-token', start: 0, length: 9 } as const;
    const scope = { ...packetOf().scope, leftOut: ['2 comments that AI wrote', '1 secret'] };
    const packet = packetOf({ sources: [sourceOf(), cut], secrets: [secret, secret], scope });
    expect(countedOf(packet, null)).toEqual([
      { name: 'Sources', value: '2', wantsLook: false },
      { name: 'Sources cut at the limit', value: '1', wantsLook: true },
      { name: 'Left out', value: '2 comments that AI wrote; 1 secret', wantsLook: false },
      { name: 'Secrets and personal data taken out', value: '2', wantsLook: true },
    ]);
    expect(lineOf('Sources', packetOf({ sources: [] }), null)).toMatchObject({ value: '0', wantsLook: true });
  });

  it('says of an output how many claims stand, and what speaks against it', () => {
    const output = outputWith({ kept: 3, struck: 2, contradictions: 1, gaps: 4 });
    expect(countedOf(packetOf(), output).slice(0, 4)).toEqual([
      { name: 'Claims that stand on a quote', value: '3 of 5', wantsLook: false },
      { name: 'Claims struck', value: '2', wantsLook: true },
      { name: 'Contradictions between sources', value: '1', wantsLook: true },
      { name: 'Missing from the sources', value: '4', wantsLook: true },
    ]);
  });

  it('wants a look at an output of which nothing stands, and none at one without fault', () => {
    const none = countedOf(packetOf(), outputWith({ struck: 2 }));
    expect(none[0]).toEqual({ name: 'Claims that stand on a quote', value: '0 of 2', wantsLook: true });
    const sound = countedOf(packetOf(), outputWith({ kept: 2 }));
    expect(sound.filter(({ wantsLook }) => wantsLook)).toEqual([]);
  });

  it('counts the claims of all sections', () => {
    const { sections } = outputWith({ kept: 1, struck: 1 });
    const output = { ...outputWith({}), sections: [...sections, ...sections] };
    expect(claimsOf(output)).toEqual({ kept: 2, all: 4 });
  });
});
