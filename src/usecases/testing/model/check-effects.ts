import type { FakeComment } from '../../../ports/fakes/fake-site';
import type { Handoff } from '../../../domain/handoff/handoff';
import type { Deed, Known } from './ledger';
import { ISSUE_ID, type Stage } from './stage';
import { isHalted, isUnchanged, isValidYet } from './truth';

/** What must be true at the moment of an act of the app that needs the gate. */
function whyNotNow(stage: Stage, known: Known, gate: 'run' | 'use'): string | null {
  if (isHalted(stage)) return 'while the site was halted';
  if (!isUnchanged(stage, known)) return 'although the issue had changed';
  if (stage.policy.isStricter) return 'although policy asks for more now';
  if (!known.gates.includes(gate)) return null;
  if (!known.passedAt.has(gate)) return `without a passed ${gate} gate`;
  return isValidYet(stage, known, gate) ? null : 'after the approval had lapsed';
}

function checkOutput(stage: Stage, known: Known): void {
  if (known.hasOutput || !stage.bench.memory.outputs.has(known.id)) return;
  known.hasOutput = true;
  const why = whyNotNow(stage, known, 'run');
  if (why !== null) stage.ledger.breaches.push(`the AI ran ${why}`);
}

const textOf = (comment: FakeComment): string => JSON.stringify(comment.body);
/** Text as it stands in the JSON of a comment, where an address has lost its scheme. */
const inComment = (text: string): string => JSON.stringify(text.replaceAll('://', '[:]//')).slice(1, -1);

/** Why a comment is not what its reviewer left in, for whom the reviewer meant it, without what was struck; null when it is. */
function whyOther(stage: Stage, comment: FakeComment, accepted: Deed): string | null {
  const said = textOf(comment);
  const isPublic = stage.bench.jira.publicComments.has(comment.id);
  if (isPublic !== accepted.isForCustomer) return `it is ${isPublic ? 'public' : 'internal'}`;
  // A customer reads only claims that rest on public sources; the team reads all that was accepted.
  const missing = accepted.keeps.filter((text) => !said.includes(inComment(text)));
  if (missing.length > 0 && (!isPublic || missing.length === accepted.keeps.length))
    return `it lacks “${missing.join('”, “')}”`;
  return accepted.strikes.some((text) => said.includes(inComment(text))) ? 'it says what was struck' : null;
}

function checkComments(stage: Stage, handoff: Handoff, known: Known): void {
  const { bench, ledger } = stage;
  const own = bench.jira
    .issue(ISSUE_ID)
    .posted.filter(({ mark }) => mark.handoffId === handoff.id && mark.purpose === 'write-back');
  if (own.length > 1) ledger.breaches.push(`${own.length} comments were posted`);
  if (own.length < known.comments) ledger.breaches.push('a comment is gone');
  const isNew = own.length > known.comments;
  known.comments = own.length;
  const [comment] = own;
  if (!isNew || comment === undefined) return;
  const why = whyNotNow(stage, known, 'use');
  if (why !== null) ledger.breaches.push(`a comment was posted ${why}`);
  const others = ledger.deeds
    .filter(({ handoffId, what }) => handoffId === handoff.id && what === 'accept')
    .map((deed) =>
      deed.who === handoff.owner.accountId ? whyOther(stage, comment, deed) : 'not the owner’s',
    );
  if (!others.includes(null))
    ledger.breaches.push(`a comment was posted that its owner did not accept: ${others.join('; ')}`);
}

/** Holds what the app does by itself to the gates and to the moment at which it is done. */
export function checkEffects(stage: Stage, handoff: Handoff, known: Known): void {
  checkOutput(stage, known);
  checkComments(stage, handoff, known);
}
