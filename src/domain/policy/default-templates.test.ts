import { describe, expect, it } from '@jest/globals';
import { TemplateSchema } from '../../contract/policy';
import { manualTemplate } from '../composer/manual-template';
import { OPERATIONS } from '../operations/catalogue';
import { checkOutput } from '../output/check-output';
import { sourceOf } from '../testing';
import { DEFAULT_KINDS } from './default-kinds';
import { DEFAULT_TEMPLATES } from './default-templates';

const kinds = DEFAULT_KINDS.map(({ kind }) => kind);

describe('the templates that ship', () => {
  it('have ids of their own', () => {
    const ids = DEFAULT_TEMPLATES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(DEFAULT_TEMPLATES)('$id keeps to the contract, with items of its own', (template) => {
    expect(TemplateSchema.parse(template)).toEqual(template);
    expect(new Set(template.items).size).toBe(template.items.length);
    expect(template.items.filter((item) => !/^[A-Z].*\.$/u.test(item))).toEqual([]);
  });

  it.each(DEFAULT_TEMPLATES)(
    '$id is used: each of its kinds is offered an operation with its step',
    (template) => {
      const wanted = template.kinds.length === 0 ? kinds : template.kinds;
      const isOffered = (kind: string): boolean =>
        DEFAULT_KINDS.some(
          (rule) =>
            rule.kind === kind &&
            OPERATIONS.some(({ id, steps }) => rule.offers.includes(id) && steps.includes(template.step)),
        );
      const offered = wanted.filter(isOffered);
      expect(offered).not.toEqual([]);
      if (template.kinds.length > 0) expect(offered).toEqual(wanted);
    },
  );

  it.each(DEFAULT_TEMPLATES)(
    '$id asks, and claims nothing: the check of outputs strikes no item',
    (template) => {
      const operation = OPERATIONS.find(({ steps }) => steps.includes(template.step));
      if (operation === undefined) throw new Error(`no operation has the step ${template.step}`);
      const source = sourceOf({
        kind: 'template',
        ref: `${template.step}/${template.id}`,
        label: `${template.title}, policy version 1`,
        author: null,
        at: null,
        text: template.items.join('\n'),
      });
      const draft = manualTemplate(operation.id, [source]);
      const checked = checkOutput(draft, {
        operation: operation.id,
        sources: [source],
        denylist: [],
        names: [],
      });
      const claims = checked.sections.flatMap((section) => section.claims);
      expect(claims.map(({ text }) => text)).toEqual(template.items.map((item) => `To check: ${item}`));
      expect(claims.filter(({ struck }) => struck !== null)).toEqual([]);
    },
  );

  it('give every checklist of every kind that is offered one something to check', () => {
    for (const { kind, offers } of DEFAULT_KINDS) {
      const steps = OPERATIONS.filter(
        (one) => offers.includes(one.id) && one.class === 'checklist-and-validation',
      ).flatMap((one) => one.steps);
      for (const step of steps) {
        const fitting = DEFAULT_TEMPLATES.filter(
          (template) =>
            template.step === step && (template.kinds.length === 0 || template.kinds.includes(kind)),
        );
        expect(fitting.flatMap(({ items }) => items).length).toBeGreaterThanOrEqual(4);
      }
    }
  });
});
