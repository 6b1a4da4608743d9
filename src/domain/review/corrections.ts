import type { Claim, Output, Section } from '../../contract/output';
import type { Correction } from '../../contract/quality';
import { decisionsAt, type Handoff, type ReviewRecord } from '../handoff/handoff';
import { operationOf } from '../operations/catalogue';
import { cut } from '../packet/draft';

type Reviewed = Handoff & { readonly review: ReviewRecord };
type Place = Pick<Correction, 'step' | 'claim' | 'text' | 'quotes'>;
type Change = Pick<Correction, 'at' | 'by' | 'what' | 'reason' | 'corrected'>;

/** Characters of a whole output in one line. */
const MAX_WHOLE = 4_000;

export const isReviewed = (handoff: Handoff): handoff is Reviewed => handoff.review !== null;

const ofClaim = (step: Section['step'], { number, text, citations }: Claim): Place => ({
  step,
  claim: number,
  text,
  quotes: citations.map(({ quote }) => quote),
});

function changesOf(claim: Claim, { at, struck, edits }: ReviewRecord): readonly Change[] {
  const change = { at, corrected: null };
  const strike = struck.find(({ number }) => number === claim.number);
  const edit = edits.find(({ number }) => number === claim.number);
  return [
    ...(claim.struckBy === null
      ? []
      : [{ ...change, by: 'guardrail' as const, what: 'struck' as const, reason: claim.struckBy }]),
    ...(strike === undefined
      ? []
      : [{ ...change, by: 'reviewer' as const, what: 'struck' as const, reason: strike.reason }]),
    ...(edit === undefined
      ? []
      : [
          {
            at,
            by: 'reviewer' as const,
            what: 'edited' as const,
            reason: edit.reason,
            corrected: edit.text,
          },
        ]),
  ];
}

const WHAT = { reject: 'rejected', escalate: 'escalated' } as const;

/** Refusals of the output as a whole, by its reviewer and by whoever decided at the use gate. */
function refusalsOf({ review, gates }: Reviewed): readonly Change[] {
  const { verdict, at, reason } = review;
  const own: readonly Change[] =
    verdict === 'accept' ? [] : [{ at, by: 'reviewer', what: WHAT[verdict], reason, corrected: null }];
  const atGate = gates
    .filter(({ plan }) => plan.gate === 'use')
    .flatMap(decisionsAt)
    .flatMap((decision): readonly Change[] => {
      if (decision.verdict === 'approve') return [];
      const what = WHAT[decision.verdict];
      return [{ at: decision.at, by: 'approver', what, reason: decision.reason, corrected: null }];
    });
  return [...own, ...atGate];
}

const whole = ({ sections }: Output): Place => ({
  step: null,
  claim: null,
  text: cut(
    sections
      .flatMap(({ claims }) => claims)
      .filter(({ struck }) => struck === null)
      .map(({ text }) => text)
      .join('\n'),
    MAX_WHOLE,
  ),
  quotes: [],
});

/**
 * Everything that guardrails and people took out of, changed in or refused of one reviewed output, claim by claim and then the
 * whole (R186-R189). `output` is as its engine gave it; texts are as they are stored, `[erased]` once they were erased.
 */
export function correctionsOf(handoff: Reviewed, output: Output): Correction[] {
  const { id, issue, operation } = handoff;
  const { title, class: group } = operationOf(operation);
  const { name, version, model, prompt } = output.engine;
  const same = {
    handoffId: id,
    issueKey: issue.key,
    operation,
    operationTitle: title,
    class: group,
    engine: `${name} ${version}`,
    model,
    prompt,
    mode: output.mode,
  };
  const ofClaims = output.sections.flatMap(({ step, claims }) =>
    claims.flatMap((claim) =>
      changesOf(claim, handoff.review).map((change) => ({ ...same, ...change, ...ofClaim(step, claim) })),
    ),
  );
  const ofWhole = refusalsOf(handoff).map((change) => ({ ...same, ...change, ...whole(output) }));
  return [...ofClaims, ...ofWhole];
}
