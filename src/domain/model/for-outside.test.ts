import { describe, expect, it } from '@jest/globals';
import type { Section } from '../../contract/output';
import type { StepId } from '../../contract/vocabulary';
import { sourceOf } from '../testing';
import { forOutside } from './for-outside';

const SOURCES = [
  sourceOf({ number: 1, kind: 'description', isPublic: true, text: 'Calls fail.' }),
  sourceOf({ number: 2, kind: 'comment', isPublic: false, text: 'The customer is difficult.' }),
];

const claim = (number: number, ...cited: readonly number[]) => ({
  number,
  text: `Claim ${number}.`,
  citations: cited.map((source) => ({ source, quote: 'x' })),
  struck: null,
  struckBy: null,
  was: null,
});

const section = (
  step: StepId,
  claims: Section['claims'],
  contradictions: Section['contradictions'] = [],
): Section => ({
  step,
  title: 'T',
  claims,
  contradictions,
  gaps: [],
});

describe('forOutside', () => {
  it('takes what rests on an internal comment out of a part that leaves the team, and says how much', () => {
    const contradiction = { text: 'Two.', citations: claim(0, 1, 2).citations };
    const draft = {
      sections: [section('vendor-escalation', [claim(1, 1), claim(2, 2), claim(3, 1, 2)], [contradiction])],
      notDone: ['Nothing was sent.'],
    };
    expect(forOutside(draft, SOURCES)).toEqual({
      sections: [section('vendor-escalation', [claim(1, 1)])],
      notDone: [
        'Nothing was sent.',
        '3 statements of the model were left out: they rest on internal comments, and these parts are for people outside the team.',
      ],
    });
  });

  it('says it of one as of one', () => {
    const draft = { sections: [section('vendor-escalation', [claim(1, 2)])], notDone: [] };
    expect(forOutside(draft, SOURCES).notDone).toEqual([
      '1 statement of the model was left out: it rests on an internal comment, and this part is for people outside the team.',
    ]);
  });

  it('leaves parts for the team as they are, and a source that does not exist to the ledger', () => {
    const draft = {
      sections: [section('diagnostics', [claim(1, 2)]), section('vendor-escalation', [claim(2, 99)])],
      notDone: [],
    };
    expect(forOutside(draft, SOURCES)).toEqual(draft);
  });
});
