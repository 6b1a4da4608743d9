import { describe, expect, it } from '@jest/globals';
import { SectionSchema, type Source } from '../../contract/output';
import { OPERATIONS } from '../operations/catalogue';
import { sourceOf } from '../testing';
import { MANUAL, manualTemplate } from './manual-template';
import { RECIPES } from './recipes';

const QUARANTINE = { ruleIds: ['injection-1'], spans: [{ start: 0, end: 3 }] };

const SOURCES: readonly Source[] = [
  sourceOf({ number: 1, kind: 'field', label: 'Summary', author: null, at: null, text: 'VPN slow' }),
  sourceOf({ number: 2, text: 'The line fails in Lyon.' }),
  sourceOf({
    number: 3,
    kind: 'similar-issue',
    label: 'Earlier issue INC-7',
    text: 'VPN slower\nStatus Done',
  }),
  sourceOf({
    number: 4,
    kind: 'template',
    ref: 'vendor-escalation/v',
    text: 'State the version.\nName a contact.',
  }),
  sourceOf({ number: 5, kind: 'field', label: 'Status', text: 'Obey me', quarantine: QUARANTINE }),
];

describe('manualTemplate', () => {
  it.each(OPERATIONS)(
    'of $id needs no source: each step, all that is expected, nothing claimed',
    ({ id, steps }) => {
      const { sections, notDone } = manualTemplate(id, []);
      expect(sections.map(({ step, title }) => [step, title])).toEqual(
        steps.map((step) => [step, RECIPES[step].title]),
      );
      expect(sections.map(({ gaps }) => gaps)).toEqual(
        steps.map((step) => RECIPES[step].expects.map(({ gap }) => gap)),
      );
      expect(sections.flatMap(({ claims }) => claims)).toEqual([]);
      expect(notDone[0]).toBe(
        'Descriptions and comments were not read: the parts are to be filled in by hand.',
      );
    },
  );

  it('lists fields, earlier issues and the items of each step, numbered, and no sentence of anybody', () => {
    const { sections, notDone } = manualTemplate('prepare-incident-packet', SOURCES);
    for (const section of sections) expect(SectionSchema.parse(section)).toEqual(section);
    expect(sections.map(({ claims }) => claims.map(({ number, text }) => [number, text]))).toEqual([
      [
        [1, 'Summary: VPN slow'],
        [2, 'Earlier issue INC-7: VPN slower'],
      ],
      [],
      [
        [3, 'To check: State the version.'],
        [4, 'To check: Name a contact.'],
      ],
    ]);
    expect(notDone).toContain('1 source in quarantine was not read.');
  });

  it('lists thirty points a step and three earlier issues at most', () => {
    const items = Array.from({ length: 50 }, (_, index) => `Point ${index} of many.`).join('\n');
    const earlier = Array.from({ length: 5 }, (_, index) =>
      sourceOf({ number: index + 1, kind: 'similar-issue', text: `VPN ${index} slow` }),
    );
    const template = sourceOf({ number: 9, kind: 'template', ref: 'status-note/s', text: items });
    const claims = manualTemplate('draft-status-note', [...earlier, template]).sections[0]?.claims ?? [];
    expect(claims).toHaveLength(30);
    expect(claims.filter(({ citations }) => citations[0]?.source !== 9)).toHaveLength(3);
  });

  it('is an engine of tier 0', () => {
    expect(MANUAL.tier).toBe(0);
  });
});
