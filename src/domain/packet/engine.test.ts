import { describe, expect, it } from '@jest/globals';
import { COMPOSER } from '../composer/compose';
import { outputOf, packetOf } from '../testing';
import { ENGINE, engineChanges } from './engine';

describe('ENGINE', () => {
  it('is the composer, without model and prompt', () => {
    expect(ENGINE).toEqual({ ...COMPOSER, model: null, prompt: null });
  });
});

describe('engineChanges', () => {
  const { engine } = packetOf();

  it('is empty while the engine is the sealed one', () => {
    expect(engineChanges(ENGINE, null)).toEqual([]);
    expect(engineChanges(engine, outputOf())).toEqual([]);
  });

  it.each([
    ['name', { name: 'writer' }, 'the engine’s name went from writer to composer'],
    ['version', { version: '0.9.0' }, 'the engine’s version went from 0.9.0 to 1.0.0'],
    ['tier', { tier: 2 }, 'the engine’s tier went from 2 to 0'],
    ['model', { model: 'm-1' }, 'the engine’s model went from m-1 to none'],
    ['prompt', { prompt: 'p-1' }, 'the engine’s prompt went from p-1 to none'],
  ])('names what would be another %s before the run', (part, over, sentence) => {
    expect(engineChanges({ ...ENGINE, ...over }, null)).toEqual([{ subject: `engine ${part}`, sentence }]);
  });

  it('compares what made the output after the run, and not what would run now', () => {
    const sealed = { ...ENGINE, version: '0.9.0', model: 'm-1', prompt: 'p-1' };
    const made = outputOf({ engine: { name: 'composer', version: '0.9.0', tier: 0, model: 'm-1' } });
    expect(engineChanges(sealed, made)).toEqual([]);
    expect(engineChanges(sealed, outputOf()).map(({ subject }) => subject)).toEqual([
      'engine version',
      'engine model',
    ]);
  });
});
