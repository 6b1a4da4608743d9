import { describe, expect, it } from '@jest/globals';
import { checkPolicy } from '../check-policy';
import { kindOf, sampleDocument, templateOf } from '../policy-samples';
import { found, type Case } from './testing';

describe('checkPolicy on templates', () => {
  it.each<Case>([
    ['for every kind of work', { templates: [templateOf()] }, []],
    ['for a kind that offers its step', { templates: [templateOf({ kinds: ['novelty'] })] }, []],
    [
      'for two kinds of which one offers its step',
      { templates: [templateOf({ kinds: ['drafting', 'novelty'] })] },
      [],
    ],
    [
      'of a step among others of an operation',
      {
        kinds: [kindOf({ offers: ['prepare-incident-packet', 'gather-evidence'] })],
        templates: [templateOf({ step: 'vendor-escalation' })],
      },
      [],
    ],
  ])('accepts a template %s', (_what, over, problems) => {
    expect(found(over)).toEqual(problems);
  });

  it.each<Case>([
    [
      'for a kind that is not there',
      { templates: [templateOf(), templateOf({ id: 'other', kinds: ['novelty', 'gone'] })] },
      ['error templates.1.kinds.1'],
    ],
    [
      'for no kind that is there, and says so once',
      { templates: [templateOf({ kinds: ['gone'] })] },
      ['error templates.0.kinds.0'],
    ],
    [
      'for one kind twice',
      { templates: [templateOf({ kinds: ['novelty', 'novelty'] })] },
      ['error templates.0.kinds.1'],
    ],
    [
      'of a step that nothing on offer has',
      { templates: [templateOf({ step: 'least-privilege' })] },
      ['warning templates.0.step'],
    ],
    [
      'for a kind that does not offer its step',
      { templates: [templateOf({ kinds: ['drafting'] })] },
      ['warning templates.0.step'],
    ],
    [
      'whose id is there already',
      { templates: [templateOf(), templateOf({ title: 'Another' })] },
      ['error templates.1.id'],
    ],
  ])('finds a template %s', (_what, over, problems) => {
    expect(found(over)).toEqual(problems);
  });

  it('names the template, the kind and what to do', () => {
    const templates = [templateOf({ kinds: ['gone'] }), templateOf({ id: 'b', step: 'least-privilege' })];
    expect(checkPolicy(sampleDocument({ templates })).map(({ message }) => message)).toEqual([
      'There is no kind gone. Add it under Kinds or take it out of the template.',
      'No operation on offer fills in First look, so it is never used. Offer one with this step or remove the template.',
    ]);
  });
});
