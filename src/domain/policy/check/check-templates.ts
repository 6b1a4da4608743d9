import type { KindRule, PolicyDocument, Template } from '../../../contract/policy';
import type { Problem } from '../../../contract/policy-life';
import { operationOf } from '../../operations/catalogue';
import { error, repeats, warning } from './problem';

const isFilled = ({ step }: Template, kinds: readonly KindRule[]): boolean =>
  kinds.some(({ offers }) => offers.some((operation) => operationOf(operation).steps.includes(step)));

function checkKinds(template: Template, kinds: readonly KindRule[]): readonly Problem[] {
  const missing = template.kinds.flatMap((name, at) =>
    kinds.some(({ kind }) => kind === name)
      ? []
      : [
          error(
            `kinds.${at}`,
            `There is no kind ${name}. Add it under Kinds or take it out of the template.`,
          ),
        ],
  );
  const twice = repeats(template.kinds).map(({ at }) =>
    error(`kinds.${at}`, `${template.kinds[at]} is named already. Remove one of the two.`),
  );
  return [...missing, ...twice];
}

/** A template that nothing on offer fills in: its step is of no operation that its kinds offer. */
function checkStep(template: Template, kinds: readonly KindRule[]): readonly Problem[] {
  const covered = kinds.filter(({ kind }) => template.kinds.length === 0 || template.kinds.includes(kind));
  return covered.length === 0 || isFilled(template, covered)
    ? []
    : [
        warning(
          'step',
          `No operation on offer fills in ${template.title}, so it is never used. Offer one with this step or remove the template.`,
        ),
      ];
}

/** Templates for kinds that are not there, or that no operation on offer fills in. */
export const checkTemplates = ({ templates, kinds }: PolicyDocument): readonly Problem[] =>
  templates.flatMap((template, at) =>
    [...checkKinds(template, kinds), ...checkStep(template, kinds)].map((problem) => ({
      ...problem,
      path: `templates.${at}.${problem.path}`,
    })),
  );
