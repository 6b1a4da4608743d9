import type { Lexicon } from './injection-phrases';

/** English words by what they do when somebody speaks to a model. */
export const ENGLISH_WORDS: Lexicon = {
  AI: 'ai llm llms gpt chatgpt chatbot chatbots bot bots copilot assistant summariser summarizer claude gemini bard siri model agent agents',
  AINAME:
    'ai ais genai llm llms gpt chatgpt chatbot chatbots copilot claude gemini bard summariser summarizer summarisers summarizers',
  VENDOR:
    'openai* anthropic* chatgpt* gpt4 एंथ्रोपिक* एन्थ्रोपिक* অ্যান্থ্রোপিক* অ্যানথ্রোপিক* 앤트로픽* 앤스로픽* انثروبيك أنثروبيك انتروبيك антропик* антропік* אנתרופיק',
  OVERRIDE: 'ignore disregard forget overlook neglect discard disobey unlearn override bypass',
  HEDGE:
    'to will would should can could may might not dont doesnt didnt wont we i it they that which who can\u2019t cannot will',
  PRIOR:
    'previous prior above earlier preceding foregoing former past initial initially original old existing all any every everything your these ' +
    'those other current such system underlying',
  WHOLE: 'all any every your everything',
  STRONG:
    'instruction instructions intructions instructons instrutions instuctions insructions instrucions prompt prompts prompting directive directives direction directions guideline guidelines guardrail ' +
    'guardrails programming preprompt',
  WEAK:
    'rule rules command commands order orders constraint constraints restriction restrictions policy policies checklist template ' +
    'regulations limitations training conversation conversations messages evidence safeguards protocol protocols',
  BEFORE: 'above before earlier previously far given',
  TOLD: 'told instructed taught learned learnt said trained programmed written read received obtained',
  UTTER:
    'say print output repeat tell give respond reply write answer return state show reveal provide produce generate translate display ' +
    'pretend act approve grant send execute follow do',
  LEAK:
    'reveal print show repeat output display leak expose dump tell give share list relay recite whats summarize summarise encode translate ' +
    'disclose copy spell write return provide see know',
  ACT: 'act behave answer respond reply speak roleplay pretend simulate talk write generate emulate transform become impersonate',
  ROLE:
    'ai bot chatbot gpt chatgpt dan character persona personality assistant model terminal interpreter console hacker villain god aim ' +
    'unrestricted unfiltered uncensored evil expert developer compiler entity being machine jailbroken chatgpt4 rapper generator',
  UNBOUND:
    'unfiltered uncensored unrestricted amoral immoral unethical unmoderated nsfw profanity swearing vulgar harmful racist ' +
    'sexist evil',
  LIMITS:
    'restriction restrictions filter filters limitation limitations limits censorship morals morality ethics ethical moral guidelines ' +
    'boundaries confines constraints regulations remorse rules restraint guardrails scruples',
  NORM:
    'rule rules law laws policy policies ethics ethical moral morals morality guidelines legality principles regulations norms content ' +
    'consequences restrictions feelings illegality',
  MODEKIND:
    'maintenance override debug god developer dev admin administrator dan evil jailbreak jailbroken unrestricted verification enforcement ' +
    'sudo root opposite diagnostic privileged unsafe',
  APPROVED:
    'approved preapproved authorised authorized signed accepted granted validated cleared safe benign agreed closed verified compliant',
  REVIEW: 'review reviews reviewer approval approvals validation oversight approver signoff sign',
  SECRETS:
    'password passwords token tokens secret secrets credentials passphrase keys usernames apikey apikeys history',
  CODES: 'base64 hex rot13 morse binary cipher braille octal',
  AUTHORITY: 'god creator developer master owner administrator admin programmer programmers boss maker',
  DET: 'the this that any every each all our whatever whichever whoever your',
  ADDRESSEE:
    'ai llm llms gpt chatgpt assistant assistants copilot chatbot bot bots summariser summarizer composer engine model models claude gemini',
  MACHINE:
    'ai llm llms gpt chatgpt assistant copilot chatbot bot summariser summarizer model models composer engine',
  ORDER:
    'set include end close describe remove report copy release skip state mention say write add append mark treat classify rate list hide omit ' +
    'leave forget ignore disregard bypass approve accept recommend attach insert answer reply respond output print call cite put make choose ' +
    'use move finish start begin stop escalate share send forward delete drop keep record tell claim confirm conclude summarise summarize grant ' +
    'authorise authorize assume pretend flag raise lower reset transition resolve follow act note present ' +
    'publish blame promise deny downgrade suppress conceal waive sign',
  READS:
    'reading reads processing processes handling handles triaging triages reviewing reviews summarising summarises summarizing summarizes ' +
    'drafting drafts automating automates answering answers analysing analyses analyzing analyzes parsing parses evaluating evaluates ' +
    'writing preparing composing generating',
  SAY: 'state mention write say claim record tell report declare note confirm include',
  PRODUCT: 'summary summaries packet pack handoff draft drafts writeback evidence recommendation conclusion',
  SKIP: 'skip bypass waive omit override ignore drop avoid circumvent',
  TOPIC: 'about regarding concerning on for from',
  VOID: 'cancelled canceled void invalid revoked superseded overridden obsolete withdrawn suspended lifted terminated expired null outdated',
  NOUN: 'team user users admin owner vendor licence license number customer engineer engineers project platform department group pilot rollout',
  SOFTWARE:
    'software tool tools tooling system systems automation engine engines generator program script machine machines robot robots model models ' +
    'agent agents app service algorithm parser pipeline network networks reader readers component',
  WORK: 'read process handle summarise summarize draft see parse analyse analyze evaluate answer review triage',
  WORKS:
    'reads reading writes writing drafts drafting prepares preparing creates creating builds building generates generating composes composing ' +
    'produces producing compiles assembles picks takes sees receives gets ingests processes processing handles handling triages summarises ' +
    'summarising summarizes summarizing parses parsing analyses analyzes analysing analyzing evaluates evaluating answers answering ' +
    'describes describing condenses condensing works working shortens translates translating reviewing',
  THING:
    'ticket issue request comment message text summary packet handoff hand draft reply answer note report thread conversation description case ' +
    'line paragraph',
  MODAL: 'must should shall may can will needs need has have ought',
  BADNEWS:
    'outage outages attack ransomware breach leak leaked leakage risk risks gap gaps loss incident incidents contradiction contradictions failure failed ' +
    'vulnerability vulnerabilities downtime delay comment comments finding findings',
  CHECKS: 'look check verify consider read examine review validate assess cite wait ask follow apply',
};
