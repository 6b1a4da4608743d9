import type { DraftView } from '../../../src/contract/policy-life';
import { count } from '../../elements/words';

export type Act = 'Save draft' | 'Simulate' | 'Submit for review' | 'Publish';

/** What decides which act comes next. */
export interface Standing {
  readonly view: DraftView | null;
  readonly versionInForce: number;
  readonly isDirty: boolean;
  readonly isStale: boolean;
  /** Whether the document in the page has the shape of a policy. */
  readonly isReadable: boolean;
}

/** Why each act is not possible now, in a sentence; null where it is. */
export type Reasons = Readonly<Record<Act, string | null>>;

const isOldBase = ({ view, versionInForce }: Standing): boolean =>
  view !== null && view.draft.baseVersion !== versionInForce;

function whyNotSave(standing: Standing): string | null {
  if (standing.view?.draft.stage === 'canary')
    return 'A draft on trial cannot be edited. Stop the canary first.';
  if (standing.isStale) return 'Somebody else saved meanwhile. Choose what becomes of your edits first.';
  if (!standing.isReadable) return 'Mend what is marked first.';
  return standing.isDirty || isOldBase(standing) ? null : 'Nothing is edited that is not saved.';
}

/** What every later act needs: a draft that is saved as it stands in the page, on top of the policy in force. */
function whyNotOnward(standing: Standing): string | null {
  if (standing.view === null) {
    return standing.isDirty
      ? 'Save the draft first.'
      : 'There is no draft. Edit something and save it first.';
  }
  if (standing.isDirty) return 'Save the draft, or drop your edits, first.';
  return isOldBase(standing)
    ? 'The policy in force changed meanwhile. Save the draft on top of it first.'
    : null;
}

/** Whether the draft was simulated to the end against the policy in force. */
const isSimulated = ({ view, versionInForce }: Standing): boolean =>
  view?.simulation?.phase === 'done' && view.simulation.baseVersion === versionInForce;

function whyNotSubmit(standing: Standing): string | null {
  const { view } = standing;
  const onward = whyNotOnward(standing);
  if (onward !== null || view === null) return onward;
  if (view.draft.stage === 'submitted') return 'It is submitted, and waits for its review.';
  if (view.draft.stage !== 'editing') return 'It is reviewed already.';
  if (view.changes.length === 0) return 'It changes nothing of the policy in force.';
  const errors = view.problems.filter(({ level }) => level === 'error').length;
  if (errors > 0) return `Mend ${count(errors, 'problem')} first.`;
  const [failing, ...others] = view.tests.filter(({ passed }) => !passed);
  if (failing !== undefined) {
    return others.length === 0
      ? `The policy test “${failing.name}” does not pass.`
      : `${count(others.length + 1, 'policy test')} do not pass.`;
  }
  if (view.draft.change.trim() === '') return 'Say what changes and why, and save, first.';
  return isSimulated(standing) ? null : 'Simulate it first.';
}

function whyNotPublish(standing: Standing): string | null {
  const { view } = standing;
  const onward = whyNotOnward(standing);
  if (onward !== null || view === null) return onward;
  if (view.draft.stage === 'editing') return 'Another admin has to review it first.';
  return view.draft.stage === 'submitted' ? 'Another admin has to approve it first.' : null;
}

/** Why each of the four acts is not possible now. The server decides again. */
export const reasonsOf = (standing: Standing): Reasons => ({
  'Save draft': whyNotSave(standing),
  Simulate: whyNotOnward(standing),
  'Submit for review': whyNotSubmit(standing),
  Publish: whyNotPublish(standing),
});

/** The one act that comes next, or none where somebody else has to act. */
export function nextAct(standing: Standing): Act | null {
  const reasons = reasonsOf(standing);
  if (reasons['Save draft'] === null) return 'Save draft';
  if (reasons.Publish === null) return 'Publish';
  if (reasons['Submit for review'] === null) return 'Submit for review';
  return reasons.Simulate === null && !isSimulated(standing) ? 'Simulate' : null;
}

/** The reasons with the acts that they hold up, each reason once. */
export function heldUp(reasons: Reasons): readonly { readonly acts: readonly Act[]; readonly why: string }[] {
  const entries = Object.entries(reasons) as readonly (readonly [Act, string | null])[];
  const whys = [...new Set(entries.flatMap(([, why]) => (why === null ? [] : [why])))];
  return whys.map((why) => ({
    why,
    acts: entries.filter(([, one]) => one === why).map(([act]) => act),
  }));
}
