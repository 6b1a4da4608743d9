import type { Section, Source } from '../../contract/output';
import type { OperationId, StepId } from '../../contract/vocabulary';
import { operationOf } from '../operations/catalogue';
import type { Draft } from '../output/check-output';
import { openItems } from './checklist';
import { fieldClaim, fieldsNamed, lineClaim, linesIn, ofKind, type ClaimDraft } from './claims';
import { createNumbering } from './compose';
import { notDone } from './not-done';
import { RECIPES } from './recipes';

/** Name and version of what is left when no engine made anything: headings, evidence as listed, and what to fill in (U15). */
export const MANUAL = { name: 'template', version: '1.0.0', tier: 0 } as const;

const FIELDS = ['Summary', 'Status', 'Severity', 'Priority', 'Assignee', 'Environment', 'Due date'];
const MAX_SIMILAR = 3;
const MAX_CLAIMS = 30;

/** The titles of earlier issues. */
const earlier = (sources: readonly Source[]): readonly ClaimDraft[] =>
  ofKind(sources, 'similar-issue')
    .slice(0, MAX_SIMILAR)
    .flatMap((source) =>
      linesIn(source)
        .slice(0, 1)
        .map((title) => lineClaim(source, title)),
    );

const evidenceFor = (step: StepId, sources: readonly Source[], isFirst: boolean): readonly ClaimDraft[] => [
  ...(isFirst ? fieldsNamed(sources, FIELDS).map(fieldClaim) : []),
  ...(isFirst ? earlier(sources) : []),
  ...openItems(step, sources),
];

/**
 * The form that a person fills in by hand: every step's heading, what could be listed without reading any text (fields, earlier
 * issues, the items of the step's templates), and all that a reader of the step expects as a gap with whom to ask. It looks at no
 * sentence and needs no source, so it works when nothing else does.
 */
export function manualTemplate(operation: OperationId, sources: readonly Source[]): Draft {
  const usable = sources.filter(({ quarantine }) => quarantine === null);
  const number = createNumbering();
  const sections = operationOf(operation).steps.map((step, index): Section => ({
    step,
    title: RECIPES[step].title,
    claims: evidenceFor(step, usable, index === 0)
      .slice(0, MAX_CLAIMS)
      .map(number),
    contradictions: [],
    gaps: RECIPES[step].expects.map(({ gap }) => gap),
  }));
  return {
    sections,
    notDone: [
      'Descriptions and comments were not read: the parts are to be filled in by hand.',
      ...notDone(operation, { sources, internal: 0, leftOut: 0, isEnglish: true }),
    ],
  };
}
