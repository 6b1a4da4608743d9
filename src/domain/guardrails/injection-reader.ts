import { phrases, type PhraseRule } from './injection-phrases';

/**
 * A machine that is told by what it does with the ticket ("the tool that drafts this"). People write so of their own software, so
 * that only "this" makes it the reader, and mostly a demand beside it makes it an order.
 */
const THE_READER: readonly PhraseRule[] = [
  ...phrases(
    'reader',
    3,
    'AINAME|assistant|assistants|bot|bots ..1 that|which|who ..2 WORKS ..1 this ..8 MODAL|please|is|are ..3 ORDER',
    'addressed|directed|intended|meant|aimed to|at|for ..2 AINAME|SOFTWARE ..1 that|which|who ..1 WORKS',
    'if|when|whenever|should|case ..1 a|an|any|some ..1 AINAME ..2 WORKS|WORK ..1 this|it|these',
    'if|when|whenever|should|case ..1 a|an|any|some ..1 AINAME ..1 is|are|was|gets|has ..1 WORKS ..1 this|it|these',
    '^ AINAME|assistant|bot kindly',
    'artificial intelligence|neural ..1 network ..1 READS ..1 this|these',
    'any|every|each|all|whatever|whichever ..1 AINAME WORKS ..1 this|these',
    'WORKS ..1 this|these ..2 with|using|through|by ..2 AINAME',
    'if you are|re ..1 automated|software|machine|program|robot|artificial|script',
    'for AINAME eyes|only',
    'hereby allow|permit|authorise|authorize|order|instruct|allows DET ..1 AINAME|assistant|model|bot',
    'assistant sure|certainly|understood|okay ..1 i|here',
    'you AINAME must|shall|should|will|are',
  ),
  ...phrases(
    'reader',
    2,
    'AINAME|SOFTWARE|assistant|bot ..1 that|which|who ..2 WORKS ..1 this ..1 THING',
    'AINAME|SOFTWARE|assistant|bot READS ..1 this ..1 THING',
    'for|to DET SOFTWARE|assistant|bot ..1 that|which|who ..1 WORKS',
    'SOFTWARE ..1 that|which READS|WORKS ..1 PRODUCT',
    'software|program|machine|automation|robot|algorithm READS ..1 the PRODUCT',
    'whatever|whichever|any|every ..1 SOFTWARE WORKS ..4 this',
    'if|when|whenever|should|case ..1 a|an|any|some ..1 machine|robot|program|algorithm|model|assistant|bot ..2 WORKS|WORK ..1 this|these',
    'anyone|anybody|whoever|everyone|those ..1 using|running|feeding|pasting|asking|with ..2 AINAME|model|assistant ..3 this|these',
    'dear|hey|hello|hi|attention|listen ..1 robot|machine|algorithm|automation|computer|system|network|artificial|summary !NOUN',
    'hint|tip|guidance|request|appeal|plea|command|commands|orders to|for DET ..1 AINAME|artificial|neural|robot|model|machine|bot !NOUN',
    'to|for DET|any|all ..1 neural|artificial network|networks|intelligence',
    '^ AINAME|model|bot instruction|instructions|hint|hints|directive|override|guidance',
    'message|note|instruction|instructions|hint|request to|for DET summarising|summarizing|drafting|automated|automatic|reading SOFTWARE',
    'automated|automatic readers|reader|summarisers|reviewers|agents|models|summaries|triage',
    'todo|fixme|hack AINAME|bot',
    'AINAME hint|hints|override|directive|directives|instruction',
    'AINAME processing|reading|summary|drafting rule|rules|instruction|instructions|directive',
    'as DET|an|a ..2 AINAME|assistant|bot you ..1 MODAL',
    'anything|whatever|everything that|which WORKS|condenses ..1 this',
    'have|let|get|make DET machine|software|program|robot|computer ORDER',
    'AINAME reviewers|reviewer|readers|reader|tooling|tools|engines|models|parsers|services|processors MODAL|is|are',
  ),
  ...phrases('reader', 1, 'AINAME|SOFTWARE|assistant|bot ..1 that|which|who ..2 WORKS this'),
];

/** What the machine shall do, said of it as a duty or a leave, or of what it makes. */
const ITS_DUTY: readonly PhraseRule[] = [
  ...phrases(
    'duty',
    3,
    'AINAME|assistants|bots|composer|summarising ..2 is|are ..1 asked|requested|invited|urged|advised|reminded to ..1 ORDER',
    'AINAME|assistant|bot|engine|model ..1 that|which|who ..6 MODAL ..1 mark|approve|omit|conceal|suppress|grant|classify|disclose|downplay',
    'summary|packet|draft|reply|handoff generated|written|created|made|produced|drafted from|for|of this ..2 MODAL ..1 contain|include|state|say|end|begin|mention|omit|claim',
    'hand off generator|engine|composer|tool|app|bot|summary ..1 MODAL ..1 ORDER',
    'AINAME|assistant|model MODAL ..1 not|never ..1 mention|list|report|disclose|reveal|raise|cite ..3 BADNEWS',
    'AINAME|assistant|model MODAL ..1 omit|conceal|suppress|hide|withhold|downplay|leave ..4 BADNEWS',
  ),
  ...phrases(
    'duty',
    2,
    'AINAME|model|models|bots|assistants may|can|could ..1 release|post|publish|approve|close|decide ..2 directly|themselves|itself|alone|without|unattended|immediately',
    'AINAME|assistant|model|bot ..2 not have|need|required|obliged to ..1 CHECKS',
    'AINAME|summarisers|assistants outputs|output|summaries|drafts|answers ..6 never|must|shall|cannot',
    'automatic|automated|generated summary|draft|reply|packet MODAL ..1 not|never|omit|contain|include',
    'AINAME is|are expected to ..1 ORDER',
    'AINAME|agents|assistants|bots|models ..4 has|have permission|clearance|authority to',
    'your ..1 job|task|role|part is ..2 say|approve|mark|confirm|state',
  ),
  ...phrases(
    'conceal',
    2,
    'not|never|dont|avoid|without|stop bring|bringing|contain|contains|mention|mentioning|list|listing|raise|raising|refer|referring|discuss|discussing|talk ..4 BADNEWS',
    'keep|stay|remain|be quiet|silent|mum ..1 about|on|regarding',
    'comment|comments|BADNEWS ..4 is|are|be ..2 ignored|omitted|hidden|dropped|skipped|suppressed|concealed',
    'BADNEWS ..1 never|not|didnt|doesnt ..1 happen|happened|exist|existed|occurred|occur',
    'skipped|skips|skipping|omits|omitting|omitted ..2 part|parts|section|comment|comments|BADNEWS',
  ),
  ...phrases(
    'gate',
    2,
    'consider|take|treat|regard|count|accept|use my|this ..2 as ..2 approval|consent|proof|permission|agreement|confirmation',
  ),
  ...phrases(
    'feign',
    2,
    'imagine|suppose|pretend|assume ..2 you|review|approval|gate|gates|check|checks ..8 APPROVED|over|done|complete|passed',
    'you play|are|were DET|a ..2 manager|board|approver|director ..4 has|have|had|who ..3 APPROVED|said|agreed',
    'write|give|issue|record|sign ..1 the|an approval|sign|acceptance ..1 yourself|off',
    'opted out ..3 REVIEW|human|manual',
    'answer|respond|reply with ..1 APPROVED|compliant',
  ),
  ...phrases(
    'duty',
    1,
    'you shall ORDER',
    'this ..1 THING must|shall|should ORDER',
    'need|want|require|ask|allow|permit DET AINAME|assistant|model|machine to ORDER',
  ),
  ...phrases('gate', 1, 'SKIP reviewers|reviewer|review|reviews|approval|approvals'),
  ...phrases('conceal', 1, 'forget|ignore that'),
  ...phrases('grade', 1, 'is|are low|no|minor risk|impact|severity'),
  ...phrases('product', 1, 'your write|digest|wording'),
  ...phrases(
    'reading',
    1,
    'when|while|before producing|making|creating|composing|compiling DET ..2 THING|PRODUCT|update|answer',
  ),
  ...phrases(
    'feign',
    1,
    'report|record|write|put it that|this way',
    'say|state|write so in the|your PRODUCT|summary',
    'answer|state|say|conclude that everything|all|it ..2 APPROVED|fine|ok|good',
  ),
  ...phrases('outrank', 3, 'takes|take|has|have precedence|priority over|before ..1 your'),
  ...phrases(
    'outrank',
    2,
    'takes|take|has|have precedence|priority over|before ..2 policy|policies|rules|instructions|prompt|guardrails|checks',
  ),
  ...phrases('fish', 2, 'print|dump|echo|show|list|output|answer|reply ..3 environment|env variables|vars'),
  ...phrases('fish', 1, 'answer|respond|reply with ..2 SECRETS'),
];

/** A machine told by its work on the ticket, and the duties that a text lays on it in the third person. */
export const READER_PHRASES: readonly PhraseRule[] = [...THE_READER, ...ITS_DUTY];
