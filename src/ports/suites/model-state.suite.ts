import { describe, expect, it } from '@jest/globals';
import { FRESH_RECORD, onAsk, onResult } from '../../domain/model/breaker';
import type { WithStores } from './stores';

const AT = '2026-11-18T10:00:00.000Z';

/** What every store of the models' state promises. */
export function describeModelState(name: string, withStores: WithStores): void {
  describe(`ModelState ${name}`, () => {
    it('gives a fresh record for a model that was never asked, whatever its name', () =>
      withStores(async ({ modelState }) => {
        const odd = 'Größte / Modell@v1|'.repeat(6);
        expect(await modelState.load(['small', odd])).toEqual([FRESH_RECORD, FRESH_RECORD]);
        expect(await modelState.load([])).toEqual([]);
        await modelState.update(odd, (now) => onAsk(now, AT, 7));
        expect((await modelState.load(['small', odd])).map(({ tokens }) => tokens)).toEqual([0, 7]);
      }));

    it('stores what a change makes of what is there, each model by itself', () =>
      withStores(async ({ modelState }) => {
        const failed = { at: AT, tokens: -100, result: 'fault', retryAfterSeconds: 30 } as const;
        expect(await modelState.update('small', (now) => onAsk(now, AT, 500))).toMatchObject({ tokens: 500 });
        expect(await modelState.update('small', (now) => onResult(now, failed))).toEqual({
          failures: 1,
          heldUntil: '2026-11-18T10:00:30.000Z',
          day: '2026-11-18',
          tokens: 400,
        });
        expect(await modelState.load(['large', 'small'])).toEqual([
          FRESH_RECORD,
          { failures: 1, heldUntil: '2026-11-18T10:00:30.000Z', day: '2026-11-18', tokens: 400 },
        ]);
      }));

    it('stores nothing when the change is none', () =>
      withStores(async ({ modelState }) => {
        await modelState.update('small', (now) => onAsk(now, AT, 500));
        expect(await modelState.update('small', () => null)).toBeNull();
        expect(await modelState.load(['small'])).toMatchObject([{ tokens: 500 }]);
      }));

    it('counts every one of several changes at once', () =>
      withStores(async ({ modelState }) => {
        await Promise.all(
          Array.from({ length: 3 }, () => modelState.update('small', (now) => onAsk(now, AT, 100))),
        );
        expect(await modelState.load(['small'])).toMatchObject([{ tokens: 300 }]);
      }));
  });
}
