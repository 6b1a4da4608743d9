import type { HandoffView } from '../../contract/handoff';
import type { Output, Section, Source } from '../../contract/output';
import { operationOf } from '../operations/catalogue';
import type { Handoff } from '../handoff/handoff';

/** One line of the comment that would be posted; the preview and the posted comment are built from the same lines. */
export type CommentLine = HandoffView['comment'][number];

/**
 * Jira turns a bare address into a link when it shows a comment, so an address loses its scheme visibly: `https[:]//…`
 * (OUT-02). It is done here, so that the preview shows what is posted.
 */
const defang = (text: string): string => text.replaceAll('://', '[:]//');

const line = (kind: CommentLine['kind'], text: string): CommentLine => ({ kind, text: defang(text) });

const sourceWords = (numbers: readonly number[], sources: readonly Source[]): string =>
  numbers
    .map((number) => sources.find((source) => source.number === number))
    .map((source) => (source === undefined ? 'unknown source' : sourceName(source)))
    .join('; ');

function sourceName(source: Source): string {
  const when = source.at === null ? '' : ` of ${source.at.slice(0, 10)}`;
  return `${source.label}${source.author === null ? '' : ` by ${source.author}`}${when}`;
}

function sectionLines(section: Section, sources: readonly Source[]): readonly CommentLine[] {
  const claims = section.claims
    .filter((claim) => claim.struck === null)
    .map((claim) => {
      const numbers = [...new Set(claim.citations.map((citation) => citation.source))];
      return line('item', `${claim.text} [${sourceWords(numbers, sources)}]`);
    });
  const contradictions = section.contradictions.flatMap((contradiction) => [
    line('text', `Contradiction: ${contradiction.text}`),
    ...contradiction.citations.map((citation) => line('quote', citation.quote)),
  ]);
  const gaps = section.gaps.map((gap) => line('item', `Missing: ${gap.text}. Ask: ${gap.ask}.`));
  return [line('heading', section.title), ...claims, ...contradictions, ...gaps];
}

/** Strikes the claims that the reviewer struck, with that reason; claims struck before keep theirs. */
export const strikeClaims = (output: Output, numbers: readonly number[]): Output => ({
  ...output,
  sections: output.sections.map((section) => ({
    ...section,
    claims: section.claims.map((claim) =>
      claim.struck === null && numbers.includes(claim.number)
        ? { ...claim, struck: 'Struck by the reviewer' }
        : claim,
    ),
  })),
});

/** The output as it stands after its review: the engine's output is stored once and never changed, so this is computed. */
export const asReviewed = ({ review }: Pick<Handoff, 'review'>, output: Output): Output =>
  review === null ? output : strikeClaims(output, review.struck);

/**
 * The lines of the attributed comment (R065-R073, OUT-11). The head is written here, by code: what it is, which operation,
 * who asked, who accepted, who approved, under which policy and which hand-off. Text of sources comes after it.
 */
export function commentLines(handoff: Handoff, output: Output, sources: readonly Source[]): CommentLine[] {
  const approvals = handoff.gates.flatMap(({ decision, plan }) =>
    decision?.verdict === 'approve' ? [`${decision.by.displayName} (${plan.gate} approved)`] : [],
  );
  const waiting = handoff.gates
    .filter((gate) => gate.decision === null)
    .map((gate) => `${gate.plan.approver.displayName} (approves before ${gate.plan.gate})`);
  const approvers = [...approvals, ...waiting].join(', ');
  const engine = output.engine.model ?? `${output.engine.name} ${output.engine.version}, no model`;
  return [
    line('heading', `AI output: ${operationOf(handoff.operation).title}`),
    line(
      'text',
      `Made by AI (${engine}) for ${handoff.requester.displayName}; reviewed by ${handoff.owner.displayName}` +
        `${approvers === '' ? '' : `; approver: ${approvers}`}. ` +
        `Policy v${handoff.policyVersion}. Hand-off ${handoff.id}. Every statement quotes a source of this issue.`,
    ),
    line('text', 'This changes nothing by itself: no status, no approval, no access.'),
    ...output.sections.flatMap((section) => sectionLines(section, sources)),
  ];
}
