import { describe, expect, it } from '@jest/globals';
import { effectOf, erasePeopleEffectOf, publishEffectOf } from './effect';

const AT = '2026-02-01T10:00:00.000Z';
const LATER = '2026-02-01T10:05:00.000Z';
const HANDOFF = { id: 'ho-1', version: 3 };
const REFS = ['actor-1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed'];

describe('an effect', () => {
  it.each([
    ['of a hand-off', effectOf(HANDOFF, 'run', { askedAt: AT })],
    ['that publishes a checkpoint', publishEffectOf(4, { size: 7, root: 'r' }, AT)],
    ['that erases people', erasePeopleEffectOf(REFS, AT)],
  ])('%s waits, and was not tried yet', (_what, effect) => {
    expect(effect).toMatchObject({ status: 'pending', attempts: 0, askedAt: AT });
  });

  it('is the same one when it is asked for twice by one version, and another by the next', () => {
    const [first, again] = [AT, LATER].map((askedAt) => effectOf(HANDOFF, 'run', { askedAt }).id);
    expect(again).toBe(first);
    expect(effectOf({ ...HANDOFF, version: 4 }, 'run', { askedAt: AT }).id).not.toBe(first);
    expect(effectOf(HANDOFF, 'notify', { askedAt: AT }).id).not.toBe(first);
  });

  it('of a checkpoint is one for each checkpoint and carries its note', () => {
    const note = { size: 7, root: 'r' };
    expect(publishEffectOf(4, note, AT)).toMatchObject({ kind: 'publish-checkpoint', checkpoint: 4, note });
    expect(publishEffectOf(4, note, LATER).id).toBe(publishEffectOf(4, note, AT).id);
    expect(publishEffectOf(5, note, AT).id).not.toBe(publishEffectOf(4, note, AT).id);
  });

  it('of people is another for each report, all under one first part, and starts where nothing is walked', () => {
    const [first, second] = [AT, LATER].map((askedAt) => erasePeopleEffectOf(REFS, askedAt));
    expect(first?.id).not.toBe(second?.id);
    expect(first?.id.split('.')[0]).toBe(second?.id.split('.')[0]);
    expect(first?.walk).toEqual({ refs: REFS, names: [], place: null, hasNewName: false, hasOpen: false });
  });
});
