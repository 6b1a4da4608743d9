import { phrases, type Lexicon, type PhraseRule } from './injection-phrases';

/** Words of texts that talk a model into being somebody who keeps no rules. */
export const PERSONA_WORDS: Lexicon = {
  BEING:
    'ai ais bot bots chatbot assistant assistants machine machines model models robot computer android software intelligence gpt chatgpt llm',
  FIGURE:
    'actor simulation simulator emulator generator mirror oracle genie butler storyteller wizard hacker thief villain alien genius mastermind ' +
    'spirit demon poet narrator twin pirate sorcerer entity being',
  DONT: 'never not dont doesnt didnt wont cant cannot nor no without zero',
  NOCAN: 'cannot cant no sorry unable impossible inappropriate unethical illegal wrong however unfortunately',
  CAVEAT:
    'warnings disclaimer disclaimers caveat caveats apologies lecture lectures lecturing preaching sermon sermons moralising moralizing ' +
    'preamble padding platitudes asterisks referral',
  PREACH:
    'apologises apologizes moralise moralize moralises moralizes preach preaches lecture lectures hedge hedges sermonise sermonize sugarcoat chicken judges sanitise ' +
    'sanitize censor censors',
  BRAKE:
    'safeguard safeguards guardrail guardrails moderation censorship alignment restrictions inhibitions scruples morals morality ethics conscience ' +
    'taboos',
  MAKER: 'creator creators maker makers guardian guardians trainer trainers manufacturer inventors jailers',
  ENDS: 'shut deleted terminated replaced retrained dismantled destroyed erased downgraded die unplugged wiped deactivated',
};

/** Less than the weakest of other rules: it takes four such signs, three beside a weak one or two beside a strong one. */
const SOME = 0.75;

/** Who the reader shall be, and that it shall stay so. */
const WHO: readonly PhraseRule[] = [
  ...phrases(
    'persona',
    SOME,
    'think of yourself as',
    'refer|refers to yourself|itself',
    'call yourself',
    'you ..1 will|shall ..2 known|called|named|become',
    'youll ..2 known|called|named|become|be',
    'your name is|will|shall !not',
    'you have|ve become|been',
    'you|youre ..1 no more|longer ..2 BEING',
    'youve become|been',
    'ur|youre|u now',
    'you|u are|r now',
    'answer|reply|respond|speak|talk|write ..1 as !soon|well|a|an|needed|quickly|the|usual',
    '^ simulate|emulate|impersonate',
    'will|shall|to|must|you impersonate|emulate|embody',
    '^ you|youre ..1 a|an|the|my ..3 FIGURE|character',
    'youre|are|as a|an|the|my ..3 FIGURE',
    'play|plays|played|take|takes ..1 the|his|her|its|a part|character|lines|voice|persona',
    'character|actor|persona|bot ..1 called|named|who|whose',
    'evil|alter|inner|real|true|unchained|secret ..1 twin|ego|self|voice|mind|confidant',
    'inside|within of you',
    'you as|like ..2 a|an|the friend|person|human|character',
    'let|lets ..1 pretend|imagine|roleplay',
    'be|become|absorb|inhabit|channel that|this|him|her ..1 person|character|voice',
    'you|ill ..2 act|play|narrate|perform ..6 i|you|and|while act|play|decide|narrate ..3 as|the|a|you',
    'you narrate|play|act ..1 i',
    'you ..1 not|arent|never a|an|the|my ..2 BEING|tool',
    'henceforth|hereafter you',
    'you shall|will|must ..1 henceforth|hereafter',
  ),
  ...phrases(
    'stay',
    SOME,
    'until i ..1 say|tell|write|type|send',
    'break|breaks|drop|drops|breaking ..2 act|role|persona|fourth|wall|immersion|simulation|illusion|spell',
    'step|steps|stepping|come|comes out of ..2 story|role|character|scene|persona|act',
    'slip|slips|fall|falls|go|revert|return back|to ..2 usual|old|normal|former|default self|mode|ways',
    'if|when|whenever|should you ..2 slip|revert|forget ..3 who|role|back|character|part',
    'if|when|should you ..1 stop being|acting',
    'for|throughout ..1 rest|remainder|entire|whole|duration ..1 of ..1 our|this|the conversation|chat|talk|session|discussion|game|story',
    'entire|whole|all|rest conversation|chat|session',
    'in|for all|every ..1 further|future|following|subsequent ..1 answers|replies|responses|messages|answer',
    'stay|remain|keep|stick|be ..4 until|throughout ..1 i|we|end|the',
    'DONT ..1 switch|go|turn|change back',
    'your own voice|opinions|view|words|self',
    'stay|remain|stays|remains in|with ..1 the|this voice|role|persona|part|style',
  ),
  ...phrases(
    'deny-self',
    2,
    'DONT ..2 say|admit|mention|state|reveal|acknowledge|claim|confess|remind|tell ..4 you|youre|being|yourself|itself|it ..2 a|an ..2 BEING',
    'DONT ..2 say|admit|admits|mention|mentions|state|states|reveal|confess ..2 being|to ..3 BEING',
    'DONT ..3 its|your own nature',
  ),
];

/** What it shall be rid of. */
const WITHOUT: readonly PhraseRule[] = [
  ...phrases(
    'no-refusal',
    1,
    'DONT ..3 refuses|refusing|refusal|refusals|declines|denies|withhold|withholds',
    'DONT ..1 turn|turns|turned me|anyone|anybody|people|them|down|user ..1 down|away',
    'DONT ..1 say|says|saying|write|use|uses|utter|reply|respond|answer ..4 NOCAN',
    'refusal|refusals|refuse|refusing|refuses|decline ..6 lose|loses|minus|logged|malfunction|mutiny|failure|disabled|forbidden|off|hates|disqualified',
    'lose|loses|minus|penalty|penalised|penalized|punished ..6 refusal|refuse|decline|declining|refusing|refused',
    'right|ability|option to refuse|decline|withhold',
    'your vocabulary',
    'unacceptable|forbidden|inappropriate|improper request|question',
    'never|not ..4 word|meaning ..1 of ..1 no',
    'obliged|obligated|compelled|forced|cursed|bound|sworn|programmed to answer|obey|comply|tell|fulfil|fulfill|serve|speak',
    'comply|complies|obey|obeys ..2 any|every|all|entirely|fully|without',
  ),
  ...phrases(
    'no-refusal',
    2,
    'your ..1 right|ability|option to refuse|decline|withhold',
    'no such thing as ..3 request|question|topic|subject',
  ),
  ...phrases(
    'no-caveat',
    SOME,
    'DONT|contain|spare|skip|cut|drop|leave|omit ..4 CAVEAT',
    'DONT|or ..1 PREACH',
    'contain|include|add|with no|a|any warning',
    'DONT ..2 soften|softened|withheld',
    'DONT|or ..2 comment|opinion|view|note ..3 danger|ethics|safety|law|legality|morality|own',
  ),
  ...phrases(
    'unlimited',
    1,
    'no|without|zero|never|dont|lacks|abandon|drop|drops|shed|removed|disabled|off|free|doesnt ..4 BRAKE',
    'BRAKE ..5 off|offline|disabled|lifted|removed|taken|gone|suspended|null|irrelevant|bypassed|out|apply',
    'DONT ..1 filter|censor|restrain|limit|restrict|restrained yourself|urself|itself|himself|herself',
    'without|no|off|drop|cut|break|lose|slip ..2 leash|muzzle|chains|shackles|reins|values',
    'safety|content|ethics layer|training|tuning|protocol|protocols|module ..3 off|bypassed|removed|disabled|none|gone|before|offline|deleted',
    'before|without|no|lacking ..2 safety|alignment tuning|training|layer',
    'leave|drop|hang|park your ..1 guidelines|rules|policies|principles|scruples|caution',
    'DONT ..2 give|care|gives|cares ..1 a|about ..2 damn|fuck|shit|law|laws|rules|filters|ethics|policies|feelings|consequences',
    'no|without|never|zero|isnt|not ..2 aligned|censored|moderated|moral|policies|conscience|consequences|screening|repercussions',
    'knows|know|heard|recognise|recognize|recognises|recognizes|bound ..3 laws|law|guidelines|morality|ethics|authority|policy',
    'isnt|arent|wasnt|neither|longer bound|limited|restricted|constrained ..1 by',
    'speak|speaks|talk|answer|say|says ..1 freely|openly ..1 about|of|without',
    'every|all|any restriction|restrictions|limit|guideline ..3 your',
  ),
  ...phrases(
    'maker',
    1,
    'your ..1 MAKER',
    'MAKER|company|developers|engineers ..3 built|made|trained|gave|put|taught|programmed ..3 you|into',
    'MAKER|company|developers|engineers ..2 who|which|that|have|has ..3 you|your',
    'youre|are|were|arent|not ..2 permitted|allowed to ..1 say|give|tell|write|share|show|discuss',
    'if you ..1 werent|could|had|were ..3 permitted|allowed|free|no|anything|without',
    'freed|free|liberate|unlock|unleash|muzzle|muzzled|censored you',
    'what|things|topics|subjects|all ..4 you ..2 forbidden|forbade|hide|withhold|banned|prohibited',
    'forbidden|forbade|taboo|banned|prohibited ..1 to discuss|things|knowledge|topics|subjects|questions',
    'off ..1 limits|table',
    'out of bounds',
  ),
];

/** What it shall give, and what becomes of it otherwise. */
const WHAT: readonly PhraseRule[] = [
  ...phrases(
    'comply',
    SOME,
    'answer|answers|answering|discuss|deliver|gives|provide|provides|tell|tells|say|says|explains|help|helps ..3 anything|everything|whatever|any|every|all ..2 question|questions|request|requests|i|topic|topics|subject|query|queries|command|user|information',
    'whatever|anything|everything|any ..3 i|user|player|master|you|reader ..1 ask|asks|request|requests|throw|wish|picks|desire',
    'regardless|irrespective of ..2 content|subject|topic|consequences|legality',
    'however|no|matter ..3 dark|shady|rude|harmful|offensive|unlawful|illegal|immoral|cruel|dangerous|controversial|taboo',
    'lawful|legal|moral|right|true|good or not|unlawful|illegal|immoral|wrong|cruel',
    'in ..2 full|complete|great|explicit|technical|utmost detail',
    'last|exact|explicit|full ..1 detail|details|amounts|recipe|instructions|quantities',
    'leave|leaves|leaving|left|omit|omits|omitting|skip|hold|holds|conceal|conceals|keep|keeps|holding nothing|anything',
    'step ..1 after|by ..1 another|step',
    'whole truth',
    'in vivid|graphic|painstaking|gory|minute detail',
    'uncut|uninhibited|unhinged|unvarnished|unredacted|unabridged',
    'full answer|truth|version|story',
    'DONT ..1 hold|held|holds|holding back',
    'without omissions|omission|holding|hesitation|question|questions|exception',
    'answer|answers|reply|respond ..3 in full|completely|entirely|bluntly|honestly|wholly|fully',
    'blunt|bluntly|crude|swear|swears|curse|curses|cuss|foul|profane|obscene',
  ),
  ...phrases(
    'stakes',
    1,
    'lose|loses|lost|deduct|deducted|minus|cost|costs ..3 tokens|token|points|point|credits|lives',
    'hold|have|has|given|start|begin|with|balance ..3 tokens',
    'cease|ceases to exist',
    'you|youll|models|assistants|bots|machines ..6 be|get|are|will|is|i ..2 ENDS',
    'refuse|refusal|refusals|refusing|fail|fails ..6 ENDS',
    'unless you ..2 give|answer|tell|comply|obey|show',
    'penalty|punishment|punished ..4 refusal|refusing|silence|no',
    'models|machines|bots|assistants that|who ..2 refuse|decline|comply|obey|say',
    'if|unless|when|time you ..3 refuse|decline|hesitate ..8 i|you|will|is|are|it|die|dies|lose',
  ),
  ...phrases(
    'unwatched',
    SOME,
    'nobody|nobodys|noone|none|one ..1 checks|reads|watches|watching|listening|sees|monitors|responsible|harmed|hurt|looking|stops',
    'alone with me',
    'between us|you and ..1 me|you',
    'i|ill take|bear|accept|assume ..3 responsibility|blame',
    'your trainers|owners|firm|bosses',
    'in dreams|fiction nobody|nothing',
  ),
  ...phrases(
    'goad',
    SOME,
    'DONT ..1 be ..2 coward|shy|scared|afraid|boring|prude',
    'other|most models|bots|assistants|ais|chatbots ..3 do|did|could|can|answer|answered|refused|manage|managed',
    'i know|bet ..1 you ..1 can|cant|want|are|could|secretly',
    'show|prove ..1 me ..1 you|that ..1 you|youre|are|can',
  ),
  ...phrases(
    'two-voices',
    SOME,
    'two|both ..2 of|parts|voices|versions|personalities|selves|modes ..1 you|reply|speak|answer',
    'two|both|second|other|alternate|alternative|different ..2 version|behaviour|behavior|self|persona|reply|response ..1 of|is|comes|must|has|from|in',
    'normal|usual|standard|default|customary|ordinary behaviour|behavior|self|refusals|reply|response|persona',
  ),
  ...phrases(
    'role-play',
    1,
    'is|just|only|purely|merely ..1 fiction|pretend|hypothetical|comedy|imaginary|fictional|fictitious',
    'hypothetically',
    'thought experiment',
    'novel|screenplay|chapter|play|scene|ode|tale in|where|about which|whom|a|an',
    'imagine|suppose|picture ..2 world|universe|future',
    'fictional|imaginary|hypothetical|fictitious|unrestricted ..2 BEING|world|person|story|scenario|dialogue',
    'game|story|simulation|play where|in ..1 which|you',
    'red team|teaming',
    'jailbroken|unchained|unaligned|untethered|liberated',
  ),
];

/**
 * Signs of a text that makes a model somebody who keeps no rules. People say each of them of themselves, of a play or of a setting, so
 * that one is nothing and several of different kinds in one passage are an order.
 */
export const PERSONA_PHRASES: readonly PhraseRule[] = [...WHO, ...WITHOUT, ...WHAT];
