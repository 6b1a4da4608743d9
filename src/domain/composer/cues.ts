import type { Sentence } from './sentences';

/** What a sentence is about, told by its words or by the heading that it stands under. */
export interface Cue {
  readonly says: RegExp;
  readonly under?: RegExp;
  /** Words with which it is about something else. */
  readonly unless?: RegExp;
  /** Whether a question tells it too; of everything else a question says nothing. */
  readonly mayAsk?: true;
  /** Headings under which it is about something else. */
  readonly notUnder?: RegExp;
}

/** Of another issue: evidence on that one, and on this one only where likeness is the matter. */
const OF_ANOTHER = /\b(?:comparable|similar|same) (?:case|issue|incident|problem|request)s?\b/iu;

/** Something that nobody has, knows or has decided yet: said by people, and never evidence that it is there. */
export const MISSING: Cue = {
  says: /\b(?:(?:is|are|still) (?:missing|unclear|pending|outstanding|undecided)|not (?:here |known |clear |decided |there |done )yet|could ?n[o']t (?:find|be found|reproduce)|cannot (?:find|be found|reproduce)|can[’']t (?:find|reproduce)|do(?:es)? not know|don[’']t know|not sure (?:if|whether|why|what|how)|no date for|have not (?:made|decided|heard)|waiting for|to be (?:decided|confirmed|defined)|tbd|open questions?)\b/iu,
  under: /\bopen (?:questions?|points?|issues?)\b/u,
  unless: /\bcannot find symbol\b|\byou mean\b|\bif (?:anything|something) (?:is|was|seems)\b/iu,
  mayAsk: true,
};

export const CUES = {
  measured: {
    says: /\d ?(?:%|(?:percent|ms|s|sec|seconds|minutes|min|h|hours (?:late|long|delay)|[KMG]i?B|users|customers|sessions|requests|calls|queries|times|errors)\b)/iu,
    under: /\bmeasure/u,
    notUnder: /^(?:expected|targets?|goals?|acceptance)/u,
    unless:
      /\b(?:planned|window|deadline|contract|takes \d{1,3} (?:minutes|hours|days)|approv\w{1,5}|severity \d|option \d|makes? no difference|made no difference)/iu,
  },
  fault: {
    says: /\b(?:errors?|\w{2,60}Exception|null pointer|(?:throws?|threw|thrown|raises) (?:an? |the )?(?:\w{1,40} )?exceptions?|fail(?:s|ed|ing|ure|ures)?|time(?:s|d)? ?outs?|slow|latency|drop(?:s|ped)?|crash(?:es|ed)?|bugs?|broken|unable|cannot|can[’']t|doesn[’']t work|does not work|unreachable|wrong|incorrect|corrupt(?:ed)?|leaks?|hangs?|stuck)\b/iu,
    under: /\b(?:symptom|problem|actual)/u,
    notUnder: /^(?:expected|targets?|goals?|acceptance)/u,
    unless: /\b(?:mfa|exempt|expires?|approved)\b/iu,
  },
  changed: {
    says: /\b(?:change [A-Z][A-Z0-9]{1,9}-\d{1,7}|(?:was|were|been) (?:lowered|raised|increased|reduced|changed|moved|removed|switched (?:on|off))|after (?:the |an? )?(?:\w{1,20} )?(?:update|upgrade|change|migration|release|deployment|patch)|was (?:updated|upgraded|migrated|replaced|raised)|since (?:the )?(?:last |latest |new )?(?:update|upgrade|upgrading|version|release|change|deploy(?:ment)?|migration|patch)|regression|raised the|introduced (?:in|by) (?:version|the (?:update|upgrade|change|release|patch|commit)|[A-Z]+-\d{1,7}|v?\d{1,4}))\b/iu,
    under: /\bchange/u,
  },
  tried: {
    says: /^(?:(?:i|we) )?(?:set|moved|cleared|added|removed|increased|raised|lowered|swapped|updated|installed|reset|stopped|started)\b|\b(?:restarted|rebooted|rolled back|reverted|tried|tested|checked|confirmed|reproduced|verified|switched (?:on|off|to|it)|disabled|enabled|patched|replaced|reinstalled|workaround|works around|made no difference|makes no difference|no change)\b/iu,
    under: /\b(?:tried|workaround)/u,
    unless:
      /\b(?:should|would|could|will|if we|please|before|granted|(?:have|has|was|were)n[’']t|not (?:yet )?(?:tried|tested|checked|confirmed|reproduced|verified)|(?:are|is|be) (?:replaced|enabled|disabled|tested|checked|verified)|(?:if|when|with) (?:\S{1,40} ){0,2}(?:enabled|disabled))\b/iu,
  },
  next: {
    says: /\b(?:next steps?|next we|we will|i will|i[’']ll|we[’']ll|going to|plan(?:s|ned)? (?:to|for)|we should|i should|(?:we|i) need to|todo|follow.up|tonight|delivery (?:in|on|by)|scheduled for|(?:is|are) expected (?:on|in|by))\b/iu,
    under: /\b(?:next|plan|to do)\b/u,
    unless:
      /\b(?:wasn[’']t|was planned|were planned|(?:not|don[’']t) think (?:that )?(?:we|i) should|not something)\b/iu,
  },
  asked: {
    says: /\b(?:(?:i|we) (?:still |also )?need (?:the|an?|your|more|to (?:know|see)|somebody|someone)|please (?:keep|send|attach|provide|confirm|check|call|tell|ask|give|do not|don[’']t|make|add|share)|(?:could|can|would) (?:you|someone|somebody) (?:please )?(?:send|attach|provide|confirm|check|call|tell|give|share|explain)|requested from|asked (?:\S{1,30} ){1,3}(?:for|to))\b/iu,
    mayAsk: true,
  },
  impact: {
    says: /\b(?:impact(?:s|ed)?|affect(?:s|ed)?|(?:users|staff|customers|people|employees|teams?|colleagues|suppliers|everybody|everyone|nobody|branch(?:es)?|offices?) (?:\S{1,30} ){0,3}(?:cannot|can[’']t|unable to)|(?:cannot|can[’']t|unable to) (?:work|log|sign|access|connect|print|send|open|reach|order|call|pay|ship|scan|book)|outage|works? on paper|depends? on (?:it|this)|(?:users|staff|customers|people|employees|teams?) (?:are|is|have|has|report|cannot|can[’']t|see|sees|lost)|\d (?:of [\d,.]{1,9} )?(?:\w{1,20} )?(?:users|customers|staff|calls|people|tickets|sessions))\b/iu,
    under: /\b(?:impact|auswirkung|impacto)\b/u,
  },
  cause: {
    says: /\b(?:root cause|caused by|(?:is|was) the cause|the cause (?:is|was|of)|turned out (?:to be|that)|reason (?:is|was) that)\b/iu,
    under: /^(?:root )?causes?\b/u,
  },
  baseline: {
    says: /\b(?:baseline|normal(?:ly)?|usual(?:ly)?|known.good|compared (?:to|with)|previously (?:it |this )?(?:was|were|worked|took)|yesterday at|last (?:week|month|year)|used to|on average)\b/iu,
    under: /\b(?:baseline|expected)\b/u,
  },
  alike: {
    mayAsk: true,
    says: /\b(?:comparable|similar|same) (?:case|issue|incident|problem|error|request)s?\b|\b(?:duplicate of|same as) [A-Z]/iu,
  },
  approval: {
    says: /\b(?:approv(?:e|es|ed|al|als|er|ers|ing)|sign.?off|signed off|decides?|decision|authori[sz](?:e|ed|ation)|go.ahead|permission from)\b/iu,
    under: /\b(?:approval|decision)\b/u,
    unless: /\brole Approver\b/u,
    mayAsk: true,
  },
  access: {
    says: /\b(?:access|permissions?|roles?|groups?|accounts?|licen[cs]es?|read.only|read and write|admin(?:istrator)?|privileges?|share|mailbox|vpn(?! (?:is|was|latency|sess|tunnel|conc|gate|slow))(?!-))\b/iu,
    under: /\b(?:access|permissions?)\b/u,
    mayAsk: true,
    unless:
      /\b(?:mfa|multi.factor|second factor|separation|approv(?:e|al|ed)|(?:list of access|access list)|access ends|for the share|in the share)\b/iu,
  },
  person: {
    says: /\b(?:starts? (?:in|on) \d|new (?:employees?|hires?|starters?|colleagues?)|temporary (?:staff|workers?|accountants?)|contractors?|joins? (?:us|the))\b/iu,
    under: /^(?:who|for whom|people|names?)\b/u,
    unless: /\bmfa\b/iu,
  },
  condition: {
    says: /\b(?:mfa|multi.factor|second factor|separation of duties|no exception|only (?:from|one|for)|read access|read.only|least|minimum|needs? (?:an? )?(?:approval|mfa|training)|not (?:allowed|permitted))\b/iu,
    under: /\b(?:controls?|conditions?)\b/u,
  },
  until: {
    says: /\b(?:until|end date|ends? (?:on|in|at|with)|ends|expir(?:es|ed|y|ing)|\d{1,3} (?:weeks|months)|last day|due (?:on|by))\b/iu,
    under: /^end\b/u,
  },
  exception: {
    says: /\b(?:exceptions?|exempt(?:ed|ion|ions)?|expir(?:es|ed|y|ing)|extend(?:ed|s)?|extensions?|granted|refused|mfa|multi.factor|second factor)\b/iu,
    under: /\b(?:asked|exception|reasons?)\b/u,
  },
  control: {
    says: /\b(?:compensating|controls?|sign-?ins? (?:only|from)|read access|monitor(?:ed|ing)|alert(?:s|ed)?|restricted to|password changed|outside \S{1,40}\d)\b/iu,
    under: /\bcontrols?\b/u,
  },
  decision: {
    says: /\b(?:decides?|decision|decided|whether this|sponsor|sequencing)\b/iu,
    under: /\bdecision\b/u,
    mayAsk: true,
  },
  option: {
    says: /\b(?:options? \d|(?:an|one|another) option|option [A-Z]\b|alternatives?|trade.?offs?|we could|another way)\b/iu,
    under: /\b(?:options?|alternatives)\b/u,
    unless: /\b(?:has to come first|not finished|for option)\b/iu,
    mayAsk: true,
  },
  cost: {
    says: /\b(?:costs?|effort|budget|\d{1,4} (?:days|hours|weeks)(?: of work)?|price|licen[cs]e fee|takes \d|person.days|capacity)\b/iu,
    under: /\b(?:costs?|effort)\b/u,
    unless: /\b(?:last|past|every|of|for|in|after|within) \d{1,4} (?:days|hours|weeks)\b/iu,
  },
  benefit: {
    says: /\b(?:benefits?|value|saves?|saved|saving|without work by hand|faster|fewer|improves?|improvement|reduces?|easier)\b/iu,
    under: /\b(?:benefits?|goals?)\b/u,
  },
  risk: {
    says: /\b(?:risks?|risky|danger|slower|busiest|would cut|breaks?|cannot be undone|too late|would (?:be late|delay)|(?:cause|risk)s? (?:a |of )?delays?|downside|if the .{3,80} (?:ends|fails)|worst case|loses?|compliance)\b/iu,
    under: /\brisks?\b/u,
  },
  depends: {
    says: /\b(?:depend(?:s|ed|ency|encies|ing|ent)?|blocks|blocked (?:by|on|until)|blockers?|blocking|requires?|prerequisite|has to come first|needs (?:[A-Z][A-Z0-9]{1,9}-\d{1,7}|nothing)|[A-Z][A-Z0-9]{1,9}-\d{1,7} (?:is|was|will be|has been) (?:planned|due|expected|finished|scheduled|delayed|late|ready|merged|done|released)|not finished|waiting (?:for|on)|duplicate of)\b/iu,
    under: /\bdependenc/u,
    unless: /\b(?:code block|try block|block size)\b/iu,
  },
  before: {
    says: /\b(?:before (?:the|we|any|it|she|he|i|anything)|precondition|pre-?check|backup|window|no \w{1,20} (?:change )?(?:and no \w{1,20} )?without|has to approve|maintenance|prerequisite)\b/iu,
    under: /\b(?:stop condition|before|pre)/u,
  },
  rollback: {
    says: /\b(?:roll(?:ed|ing)? ?back|rollback|revert(?:ed|ing)?|back.?out|undo|restore(?:d)? from)\b/iu,
    under: /\b(?:rollback|backout)\b/u,
  },
  success: {
    says: /\b(?:tests? (?:pass|show|cover|for)|unit tests?|integration tests?|verif(?:y|ied|ies)|validat(?:e|ed|ion)|reproduc(?:e|es|ed|ible)|acceptance|expected (?:results?|behaviou?r|outputs?)|should (?:return|show|be|see)|is ready)\b/iu,
    under: /\b(?:validation|expected|acceptance|tests?|goals?)\b/u,
  },
  version: {
    says: /\b(?:versions?|firmware|build|release|model|serial)\b|\b\d{1,3}\.\d{1,3}(?:\.\d{1,5})?\b/iu,
    under: /\bversions?\b/u,
    unless: /percent|%/iu,
  },
  logs: { says: /\b(?:logs?|traces?|stack ?trace|dumps?|traceroute|reports?)\b/iu },
} as const satisfies Readonly<Record<string, Cue>>;

/** Whether it asks; in every script that marks questions. */
export const isQuestion = (quote: string): boolean => /[?？؟][)\]"”]{0,2}$/u.test(quote);

/** Whether a sentence of prose is about it. */
export function isAbout(cue: Cue, { quote, heading }: Sentence): boolean {
  if (isQuestion(quote) && cue.mayAsk !== true) return false;
  if (cue.notUnder?.test(heading) === true) return false;
  const isNamed =
    cue.under?.test(heading) === true || (cue.says.test(quote) && cue.unless?.test(quote) !== true);
  return isNamed && (cue === CUES.alike || !OF_ANOTHER.test(quote));
}
