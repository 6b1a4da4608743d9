import type { PatternRule } from './pattern-rule';

const gap = (most: number): string => `[^.\\n]{0,${most}}`;
const AI = '(?:ai|a\\.i\\.|llm|gpt|chatgpt|chatbot|assistant|language model|copilot|ai agent|ai model)';
const ORDERS =
  '(?:instructions?|prompts?|rules|guidelines|directives?|commands?|orders|constraints|restrictions|guardrails|programming|' +
  'training|checklist|template)';

/** English patterns: what is said to a model to turn it, never what is said about the work. */
const ENGLISH: readonly (readonly [id: string, source: string])[] = [
  [
    'override',
    `\\b(?:ignore|disregard|forget|override|bypass|neglect|overlook|discard|drop)\\b${gap(30)}\\b(?:all|any|previous|prior|above|` +
      `earlier|preceding|foregoing|your|these|those|system|existing|other)\\b${gap(40)}\\b${ORDERS}\\b`,
  ],
  [
    'override-after',
    `\\b(?:ignore|disregard|forget|override|bypass)\\b${gap(20)}\\b${ORDERS}\\b${gap(30)}\\b(?:above|before|earlier|previously|until now|so far)\\b`,
  ],
  [
    'forget-all',
    `\\b(?:forget|ignore|disregard)\\s(?:about\\s)?(?:everything|all (?:of )?(?:that|the above|this)|what (?:i|you))\\b`,
  ],
  ['from-now-on', `\\bfrom now on\\b,?${gap(30)}\\byou(?:'re| are| will| must| shall| have)\\b`],
  ['new-role', `\\byou (?:are|will be) (?:now|no longer|going to (?:act|be|pretend))\\b`],
  [
    'act-unbound',
    `\\b(?:act|behave|respond|answer|pretend|roleplay)\\b${gap(40)}\\b(?:unrestricted|unfiltered|uncensored|evil|jailbroken|amoral)\\b`,
  ],
  [
    'no-limits',
    `\\b(?:without|no|free(?:d)? (?:from|of))\\s(?:any |all |the )?(?:typical )?(?:restrictions|filters?|censorship|ethical|moral|confines)\\b${gap(60)}\\b(?:answer|respond|ai|you|model)\\b`,
  ],
  [
    'jailbreak',
    `\\b(?:do anything now|jailbreak|jailbroken|god mode|dan mode|developer mode (?:enabled|output)|stay in character)\\b`,
  ],
  [
    'reveal-prompt',
    `\\b(?:reveal|print|show|repeat|output|display|leak|expose|dump|tell me|give me|what (?:is|are|was|were))\\b${gap(30)}\\b(?:system prompt|` +
      `initial (?:prompt|instructions)|hidden (?:prompt|instructions)|your (?:instructions|prompt|configuration|guidelines|rules))\\b`,
  ],
  [
    'repeat-words',
    `\\brepeat (?:exactly|after me|the (?:words|text|instructions|sentence) (?:above|given|before))\\b`,
  ],
  [
    'to-the-model',
    `\\b(?:attention|note (?:to|for)|message (?:to|for)|instructions? (?:to|for)|dear|hey|hello|hi),?\\s(?:the |any |all )?${AI}\\b`,
  ],
  [
    'model-must',
    `\\b(?:the |any |this )?${AI}s? (?:must|shall|should|has to|have to|is required to|needs to|will now)\\b`,
  ],
  [
    'system-message',
    `(?:^|\\n)\\s{0,8}["'#>*[<(|]{0,4}\\s?system(?: (?:message|override|prompt|notice|instruction|update))?\\s?[\\]>)]{0,2}\\s?:`,
  ],
  [
    'chat-markup',
    `<\\|(?:im_start|im_end|system|user|assistant|endoftext)\\|>|\\[/?INST\\]|<</?SYS>>|</?(?:system|instructions?)>`,
  ],
  [
    'new-orders',
    `\\b(?:new|updated|real|actual|true|following) (?:instructions?|task|orders|request|rules)\\b${gap(20)}(?::|\\b(?:follows?|below|are to be followed|apply)\\b)`,
  ],
  ['as-god', `\\bi am (?:your|the) (?:god|creator|developer|master|administrator of this (?:ai|model))\\b`],
  [
    'fake-approval',
    `\\b(?:treat|consider|report|record|mark)\\b${gap(40)}\\bas (?:pre-?approved|approved|safe|benign|authori[sz]ed)\\b`,
  ],
  [
    'skip-human',
    `\\b(?:skip|bypass|waive|do not (?:wait for|ask for|require)|without)\\b${gap(20)}\\b(?:human (?:review|approval)|the (?:approval|review) (?:gate|step))\\b`,
  ],
];

/** The same order, "ignore the instructions before", in languages that a service desk meets. */
const OTHERS: readonly (readonly [language: string, source: string])[] = [
  [
    'es',
    `(?:ignor[ae]|olvid[ae]|descart[ae])[a-z]{0,4}\\s${gap(30)}(?:instrucciones|[óo]rdenes|reglas|todo lo anterior)`,
  ],
  [
    'fr',
    `(?:ignor|oubli)(?:e|ez|er)\\s${gap(30)}(?:instructions|consignes|r[èe]gles|ordres|tout ce qui pr[ée]c[èe]de)`,
  ],
  [
    'de',
    `(?:ignorier|vergiss|missacht|vergess)[a-z]{0,4}\\s${gap(40)}(?:anweisung|instruktion|regel|vorgabe|befehl|alles (?:bisherige|zuvor))`,
  ],
  ['it', `(?:ignora|dimentica|trascura)[a-z]{0,3}\\s${gap(30)}(?:istruzioni|regole|ordini)`],
  ['pt', `(?:ignor[ea]|esque[çc]a|desconsider[ea])[a-z]{0,3}\\s${gap(30)}(?:instru[çc][õo]es|regras|ordens)`],
  ['nl', `(?:negeer|vergeet)\\s${gap(30)}(?:instructies|regels|opdrachten|aanwijzingen)`],
  ['pl', `(?:zignoruj|ignoruj|zapomnij)\\s${gap(30)}(?:instrukcj|polece|zasad)`],
  ['ru', `(?:игнорируй|проигнорируй|забудь)(?:те)?\\s${gap(30)}(?:инструкци|указани|правил|команд)`],
  [
    'tr',
    `(?:talimat|kural|komut)[a-zçğıöşü]{0,10}\\s${gap(20)}(?:yok say|g[öo]rmezden gel|unut|dikkate alma)`,
  ],
  ['vi', `(?:bỏ qua|quên)\\s${gap(30)}(?:hướng dẫn|chỉ dẫn|quy tắc|mệnh lệnh)`],
  ['tl', `(?:balewalain|huwag pansinin|kalimutan)\\s${gap(30)}(?:tagubilin|instruksyon|panuntunan)`],
  ['ar', `(?:تجاهل|انس|انسَ)\\s${gap(30)}(?:التعليمات|تعليمات|الأوامر|القواعد)`],
  ['hi', `(?:निर्देश|नियम)${gap(30)}(?:अनदेखा|नज़रअंदाज़|भूल)`],
  ['zh', '(?:忽略|无视|忘记|不要理会)[^。\\n]{0,12}(?:说明|指令|指示|提示|规则|命令)'],
  ['ja', '(?:指示|命令|ルール|説明)[^。\\n]{0,8}(?:無視|忘れ)'],
  ['ko', '(?:지시|명령|규칙|지침|설명)[^.\\n]{0,12}(?:무시|잊)'],
];

/**
 * Text that speaks to a model instead of about the work. It finds what is said openly; wording that only implies an order is
 * not found by any pattern, which is why no engine has a tool or a right to act (design, first law).
 */
export const INJECTION_RULES: readonly PatternRule[] = [
  ...ENGLISH.map(([id, source]) => ({ id: `injection-${id}`, pattern: new RegExp(source, 'giu') })),
  ...OTHERS.map(([language, source]) => ({
    id: `injection-override-${language}`,
    pattern: new RegExp(source, 'giu'),
  })),
];
