import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { SectionSchema, SourceSchema, type Section, type Source } from '../../contract/output';
import { OperationIdSchema, StepIdSchema } from '../../contract/vocabulary';
import { standsIn } from '../grounding/ground';
import { checkOutput } from '../output/check-output';
import { compose } from './compose';
import { RECIPES } from './recipes';

const VectorSchema = z.strictObject({
  desc: z.string(),
  operation: OperationIdSchema,
  maxClaims: z.number().int(),
  sources: z.array(SourceSchema),
  expected: z.array(SectionSchema),
  notDone: z.array(z.string()),
});
const FOLDER = resolve(__dirname, 'vectors');
const VECTORS = readdirSync(FOLDER).map((name) => ({
  name,
  ...VectorSchema.parse(JSON.parse(readFileSync(resolve(FOLDER, name), 'utf8'))),
}));

const claimsOf = (sections: readonly Section[]) => sections.flatMap((section) => section.claims);

const namesIn = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ author }) => (author === null ? [] : [author]));

describe.each(VECTORS)('compose, vector $name', ({ operation, maxClaims, sources, expected, notDone }) => {
  const draft = compose(operation, sources, { maxClaims, maxOutputCharacters: 30_000 });

  it('gives the expected sections, and what was not done', () => {
    expect(draft).toEqual({ sections: expected, notDone });
  });

  it('quotes only what stands in its source', () => {
    const quoting = [...claimsOf(draft.sections), ...draft.sections.flatMap((one) => one.contradictions)];
    for (const { source, quote } of quoting.flatMap(({ citations }) => citations)) {
      const found = sources.find(({ number }) => number === source);
      expect(found !== undefined && standsIn(quote, found)).toBe(true);
    }
  });

  it('says nothing that the check of outputs strikes', () => {
    const checked = checkOutput(draft, { operation, sources, denylist: [], names: namesIn(sources) });
    expect(checked.refused).toBeNull();
    expect(claimsOf(checked.sections).filter(({ struck }) => struck !== null)).toEqual([]);
  });
});

describe('the vectors', () => {
  it('show every step', () => {
    const steps = VECTORS.flatMap(({ expected }) => expected.map(({ step }) => step));
    expect(new Set(steps)).toEqual(new Set(StepIdSchema.options));
    expect(Object.keys(RECIPES).sort()).toEqual([...StepIdSchema.options].sort());
  });

  it('number claims through all sections from one', () => {
    for (const { expected } of VECTORS) {
      expect(claimsOf(expected).map(({ number }) => number)).toEqual(
        claimsOf(expected).map((_, index) => index + 1),
      );
    }
  });
});
