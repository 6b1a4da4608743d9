import type { Gap, Source } from '../../contract/output';
import type { StepId } from '../../contract/vocabulary';
import { fieldClaim, fieldsNamed, ofKind, quoted, similarClaim, wholeClaim, type ClaimDraft } from './claims';
import { pick, proseOf, sentencesOf, type Sentence } from './sentences';

/** Something that a reader of this step expects; where no source speaks of it, the output says what is missing. */
interface Expectation {
  readonly pattern: RegExp;
  readonly gap: Gap;
}

/** How one step is composed: a title, its claims in order, and what it expects to find. */
export interface StepRecipe {
  readonly title: string;
  readonly claims: (sources: readonly Source[]) => readonly ClaimDraft[];
  readonly expects: readonly Expectation[];
}

const FACTS = ['Summary', 'Status', 'Severity', 'Priority', 'Environment', 'Components'];
const MEASURED =
  /\d+ ?(?:%|(?:ms|s|sec|seconds|minutes|min|h|hours|MB|GB|users|requests|times)\b)|\b\d{1,2}:\d{2}\b/iu;
const FAULT =
  /\b(?:error|exception|fail(?:s|ed|ing|ure)?|timeout|slow|latency|drop(?:s|ped)?|crash|bug|broken|unable|cannot|can't)\b/iu;
const TRIED =
  /\b(?:restart(?:ed)?|rolled back|rollback|tried|tested|checked|switched|changed|disabled|enabled|patch(?:ed)?|workaround)\b/iu;
const NEXT = /\b(?:next|will|plan(?:ned)?|should|need(?:s|ed)? to|waiting for|to do|follow up)\b/iu;
const IMPACT = /\b(?:users?|staff|customers?|teams?|impact|affected|cannot work|blocked)\b/iu;
const BASELINE =
  /\b(?:baseline|normal(?:ly)?|usual(?:ly)?|before|known.good|compared|expected|previous(?:ly)?|last (?:week|month))\b/iu;
const APPROVAL = /\b(?:approv(?:e|es|ed|al|er)|sign.?off|manager|confirm(?:ed|ation)?|authori[sz]e)\b/iu;
const ACCESS =
  /\b(?:access|permission|role|group|account|licen[cs]e|read.only|admin|privilege|share|mailbox|vpn)\b/iu;
const EXCEPTION =
  /\b(?:exception|exempt(?:ed|ion)?|expire[sd]?|expiry|extend(?:ed)?|extension|mfa|compensating)\b/iu;
const TRADEOFF =
  /\b(?:cost|effort|delay|risk|benefit|trade.?off|option|instead|budget|capacity|value|saves?|weeks?)\b/iu;
const DEPENDS =
  /\b(?:depend(?:s|ency|encies|ing)?|block(?:s|ed|ing)?|requires?|needs?|after|before|waiting)\b/iu;
const SAFETY =
  /\b(?:rollback|roll back|revert|backup|test(?:s|ed)?|verify|verified|check(?:s|ed)?|precondition|window)\b/iu;

const some = (sources: readonly Source[], pattern: RegExp, limit: number): readonly ClaimDraft[] =>
  pick(proseOf(sources), pattern, limit).map((sentence) => quoted(sentence));

/** How many sentences of which wording, behind which lead-in. */
type Wanted = readonly [lead: string, pattern: RegExp, limit: number];

const led = (sources: readonly Source[], ...[lead, pattern, limit]: Wanted): readonly ClaimDraft[] =>
  pick(proseOf(sources), pattern, limit).map((sentence) => quoted(sentence, lead));

const facts = (sources: readonly Source[], labels: readonly string[]): readonly ClaimDraft[] =>
  fieldsNamed(sources, labels).map(fieldClaim);

/** The newest `count` of a list that stands in order of time. */
const newest = <T>(list: readonly T[], count: number): readonly T[] =>
  list.slice(Math.max(0, list.length - count));

const whole = (sources: readonly Source[], kind: Source['kind'], count: number): readonly ClaimDraft[] =>
  newest(ofKind(sources, kind), count).map(wholeClaim);

const opening = (sources: readonly Source[]): readonly ClaimDraft[] =>
  ofKind(sources, 'description')
    .flatMap(sentencesOf)
    .slice(0, 2)
    .map((sentence: Sentence) => quoted(sentence));

const expectation = (pattern: RegExp, text: string, ask: string): Expectation => ({
  pattern,
  gap: { text, ask },
});

/** One recipe a step. Claims repeat what sources say; a recipe adds an order and a lead-in, never a fact. */
export const STEP_RECIPES: Readonly<Record<StepId, StepRecipe>> = {
  diagnostics: {
    title: 'Evidence pack',
    claims: (sources) => [
      ...facts(sources, FACTS),
      ...opening(sources),
      ...some(sources, MEASURED, 8),
      ...some(sources, FAULT, 6),
      ...led(sources, 'Tried. ', TRIED, 4),
      ...whole(sources, 'history', 6),
      ...whole(sources, 'attachment', 4),
    ],
    expects: [
      expectation(MEASURED, 'No measurement with a figure and a unit', 'whoever observed it'),
      expectation(
        /\b(?:logs?|trace|dump)\b/iu,
        'No log or trace is mentioned',
        'the team that runs the system',
      ),
      expectation(TRIED, 'Nothing says what was tried so far', 'the assignee'),
    ],
  },
  baseline: {
    title: 'Comparison with known-good and earlier issues',
    claims: (sources) => [
      ...led(sources, 'Known-good. ', BASELINE, 5),
      ...led(sources, 'Now. ', MEASURED, 5),
      ...ofKind(sources, 'similar-issue').slice(0, 6).map(similarClaim),
    ],
    expects: [
      expectation(BASELINE, 'No known-good baseline is named', 'the service owner'),
      expectation(/\bresolution\b/iu, 'No earlier issue like this one with a resolution', 'the service desk'),
    ],
  },
  'vendor-escalation': {
    title: 'Vendor escalation draft',
    claims: (sources) => [
      ...facts(sources, ['Summary', 'Severity', 'Environment']),
      ...led(sources, 'What we see. ', MEASURED, 5),
      ...led(sources, 'Impact. ', IMPACT, 3),
      ...led(sources, 'Tried. ', TRIED, 4),
      ...whole(sources, 'attachment', 4),
    ],
    expects: [
      expectation(MEASURED, 'No measurement that a vendor could work with', 'network on-call'),
      expectation(
        /\b(?:version|firmware|build|model)\b/iu,
        'Product version or firmware',
        'the system’s owner',
      ),
      expectation(
        /\b(?:contract|case|ticket) (?:number|id|no)\b/iu,
        'Vendor contract or case number',
        'vendor management',
      ),
    ],
  },
  'status-note': {
    title: 'Status note draft',
    claims: (sources) => [
      ...facts(sources, ['Summary', 'Status', 'Severity', 'Assignee']),
      ...led(sources, 'Impact. ', IMPACT, 2),
      ...whole(sources, 'history', 3),
      ...led(sources, 'Next, as written. ', NEXT, 3),
    ],
    expects: [expectation(NEXT, 'Nothing says what happens next', 'the assignee')],
  },
  'approval-reminder': {
    title: 'Approval reminder draft',
    claims: (sources) => [
      ...facts(sources, ['Summary', 'Status', 'Reporter', 'Due date']),
      ...led(sources, 'On approval. ', APPROVAL, 5),
      ...led(sources, 'Asked for. ', ACCESS, 4),
    ],
    expects: [
      expectation(APPROVAL, 'Nothing says who has to approve', 'the reporter’s manager'),
      expectation(
        /\b(?:until|end date|ends?|expires?|weeks?|months?)\b/iu,
        'No end date for the access',
        'the reporter',
      ),
    ],
  },
  'least-privilege': {
    title: 'Least-privilege checklist',
    claims: (sources) => [
      ...led(sources, 'Check that this is needed and no more. ', ACCESS, 8),
      ...led(sources, 'Check the end date. ', /\b(?:until|end date|expires?|weeks?|months?)\b/iu, 3),
      ...led(sources, 'Check the approval itself, a person’s decision. ', APPROVAL, 3),
      ...ofKind(sources, 'similar-issue').slice(0, 3).map(similarClaim),
    ],
    expects: [
      expectation(ACCESS, 'Nothing says which access is asked for', 'the reporter'),
      expectation(
        /\b(?:read.only|least|minimum|only)\b/iu,
        'Nothing says which is the least access that would do',
        'the system’s owner',
      ),
    ],
  },
  'exception-history': {
    title: 'Exception history',
    claims: (sources) => [
      ...facts(sources, ['Summary', 'Status']),
      ...some(sources, EXCEPTION, 8),
      ...whole(sources, 'history', 5),
      ...whole(sources, 'link', 8),
      ...ofKind(sources, 'similar-issue').slice(0, 5).map(similarClaim),
    ],
    expects: [
      expectation(
        /\b(?:expire[sd]?|expiry|until)\b/iu,
        'No expiry of an exception is named',
        'the security owner',
      ),
      expectation(/\bcompensating\b/iu, 'No compensating control is named', 'the reporter'),
    ],
  },
  'review-summary': {
    title: 'Review summary draft',
    claims: (sources) => [
      ...facts(sources, ['Summary', 'Status', 'Severity', 'Data class']),
      ...opening(sources),
      ...led(sources, 'On the exception. ', EXCEPTION, 4),
      ...led(sources, 'On approval, as written. ', APPROVAL, 3),
    ],
    expects: [expectation(/\brisk\b/iu, 'No risk is described', 'the security owner')],
  },
  'tradeoff-brief': {
    title: 'Sponsor trade-off brief',
    claims: (sources) => [
      ...facts(sources, ['Summary', 'Status', 'Priority', 'Due date']),
      ...opening(sources),
      ...led(sources, 'To weigh. ', TRADEOFF, 8),
    ],
    expects: [
      expectation(
        /\b(?:cost|effort|budget|days|weeks)\b/iu,
        'No cost or effort is named',
        'the delivery lead',
      ),
      expectation(/\b(?:benefit|value|saves?|hours)\b/iu, 'No benefit is named', 'the sponsor'),
    ],
  },
  dependencies: {
    title: 'Dependency summary',
    claims: (sources) => [...whole(sources, 'link', 12), ...led(sources, 'As written. ', DEPENDS, 6)],
    expects: [expectation(DEPENDS, 'No dependency is named', 'the delivery lead')],
  },
  validation: {
    title: 'Pre-check, validation and rollback notes',
    claims: (sources) => [
      ...led(sources, 'Check before. ', SAFETY, 6),
      ...led(sources, 'Confirm after. ', MEASURED, 4),
      ...facts(sources, ['Status', 'Environment', 'Runbook']),
    ],
    expects: [
      expectation(
        /\b(?:rollback|roll back|revert)\b/iu,
        'No way back is described',
        'whoever makes the change',
      ),
      expectation(
        /\b(?:test|verify|check)\w*\b/iu,
        'Nothing says how success is checked',
        'the service owner',
      ),
    ],
  },
  'update-note': {
    title: 'Update note',
    claims: (sources) => [
      ...facts(sources, ['Status', 'Assignee']),
      ...whole(sources, 'history', 8),
      ...led(sources, 'Done, as written. ', TRIED, 4),
      ...led(sources, 'Next, as written. ', NEXT, 4),
      ...whole(sources, 'link', 4),
    ],
    expects: [expectation(NEXT, 'No next step is written down', 'the assignee')],
  },
};
