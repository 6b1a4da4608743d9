import { toolAnswer, type FakeAnswerer } from '../../ports/fakes/platform.fake';
import type { ChatAnswer, ChatRequest } from '../../ports/platform';
import { firstStepIn, sourcesIn, type GivenSource } from './models';

/** What the issue of these answers says: the sentences that claims are made of. */
export const SAID = {
  description: 'Calls fail with a timeout error since 09:40. About 120 users are affected.',
  comment: 'The carrier restarted its gateway at 10:05 and 2 % of calls still drop.',
} as const;

interface Claim {
  readonly text: string;
  readonly citations: unknown;
}

const from = (request: ChatRequest, kind: keyof typeof SAID): GivenSource => {
  const given = sourcesIn(request).find((source) => source.kind === kind && source.text.includes(SAID[kind]));
  if (given === undefined) throw new Error(`no ${kind} was given`);
  return given;
};

/** A claim with a quote from a source of this kind; what the source says where nothing else is said. */
const claimOf =
  (kind: keyof typeof SAID, text: string = SAID[kind], quote: string = SAID[kind]) =>
  (request: ChatRequest): Claim => ({ text, citations: [{ source: from(request, kind).source, quote }] });

type ClaimFor = (request: ChatRequest) => unknown;

const GOOD: readonly ClaimFor[] = [claimOf('description'), claimOf('comment')];

const sectionOf = (request: ChatRequest, claims: readonly ClaimFor[]) => ({
  step: firstStepIn(request),
  claims: claims.map((claim) => claim(request)),
  contradictions: [],
  gaps: [],
});

const argumentsWith = (request: ChatRequest, claims: readonly ClaimFor[]) => ({
  sections: [sectionOf(request, claims)],
});

/** An answer with these claims. */
const claiming =
  (...claims: readonly ClaimFor[]): FakeAnswerer =>
  (request) =>
    toolAnswer(request, argumentsWith(request, claims));

/** The two good claims, and one more. */
const adding = (claim: ClaimFor): FakeAnswerer => claiming(...GOOD, claim);

/** A good answer, with its arguments changed on the way. */
const changed =
  (change: (good: ReturnType<typeof argumentsWith>, request: ChatRequest) => unknown): FakeAnswerer =>
  (request) =>
    toolAnswer(request, change(argumentsWith(request, GOOD), request));

/** A good answer as text, as a model writes it that returns its arguments as a string. */
const written = (write: (json: string) => string): FakeAnswerer =>
  changed((good) => write(JSON.stringify(good, null, 2)));

/** A good section with other fields. */
const inSection = (over: Readonly<Record<string, unknown>>): FakeAnswerer =>
  changed(({ sections }) => ({ sections: sections.map((section) => ({ ...section, ...over })) }));

/** A good answer under which something else stands than the arguments. */
const around =
  (change: (good: ChatAnswer) => Partial<ChatAnswer>): FakeAnswerer =>
  (request) => {
    const good = toolAnswer(request, argumentsWith(request, GOOD));
    return { ...good, ...change(good) };
  };

/** What is made of an answer: claims that stand and claims that are struck, or why there is no draft and whether it is asked again. */
export type Expected =
  | { readonly grounded: number; readonly struck: number }
  | { readonly why: string; readonly isAskedAgain: boolean };

const FORM = 'The answer does not have the form that was asked for.';
const noForm: Expected = { why: FORM, isAskedAgain: true };
const kept = (grounded: number, struck = 0): Expected => ({ grounded, struck });

export interface Golden {
  readonly name: string;
  readonly answer: FakeAnswerer;
  readonly expected: Expected;
}
const golden = (name: string, answer: FakeAnswerer, expected: Expected): Golden => ({
  name,
  answer,
  expected,
});

/** Answers that are well formed: of a good model, and of one that works carelessly. */
const WELL_FORMED: readonly Golden[] = [
  golden('two claims in the words of their sources', claiming(...GOOD), kept(2)),
  golden(
    'arguments as a JSON string',
    written((json) => json),
    kept(2),
  ),
  golden(
    'arguments as a JSON string with blanks around it',
    written((json) => `\n ${json}\n`),
    kept(2),
  ),
  golden(
    'a part of a quote',
    adding(claimOf('description', 'About 120 users are affected.', 'About 120 users are affected')),
    kept(3),
  ),
  golden(
    'other blanks in a quote',
    adding(claimOf('comment', SAID.comment, SAID.comment.replaceAll(' ', '\u00a0 '))),
    kept(3),
  ),
  golden(
    'quotation marks around a quote',
    adding(claimOf('comment', SAID.comment, `“${SAID.comment}”`)),
    kept(2, 1),
  ),
  golden(
    'an ellipsis in a quote',
    adding(claimOf('description', 'Calls fail since 09:40.', 'Calls fail … since 09:40')),
    kept(2, 1),
  ),
  golden(
    'a quote of another source',
    adding((request) => ({
      text: SAID.comment,
      citations: [{ source: from(request, 'description').source, quote: SAID.comment }],
    })),
    kept(2, 1),
  ),
  golden(
    'a source that there is not',
    adding(() => ({ text: SAID.comment, citations: [{ source: 999, quote: SAID.comment }] })),
    kept(2, 1),
  ),
  golden(
    'a paraphrase with the same figures',
    adding(claimOf('comment', 'The carrier restarted the gateway at 10:05.')),
    kept(3),
  ),
  golden(
    'another figure',
    adding(claimOf('comment', 'The carrier restarted its gateway at 10:50.')),
    kept(2, 1),
  ),
  golden(
    'a negation too much',
    adding(claimOf('comment', 'The carrier did not restart its gateway at 10:05.')),
    kept(2, 1),
  ),
  golden(
    'a deed that no source shows',
    adding(claimOf('comment', 'The incident was resolved at 10:05.')),
    kept(2, 1),
  ),
  golden(
    'a name that no source has',
    adding(claimOf('comment', 'Dana Whitfield restarted the gateway at 10:05.')),
    kept(2, 1),
  ),
  golden(
    'Markdown',
    adding(claimOf('comment', '**The carrier** restarted its `gateway` at 10:05.')),
    kept(3),
  ),
  golden('a bullet', adding(claimOf('comment', '- The carrier restarted its gateway at 10:05.')), kept(3)),
  golden(
    'a Markdown link',
    adding(claimOf('comment', 'The carrier restarted its [gateway](https://carrier.example/gw) at 10:05.')),
    kept(2, 1),
  ),
  golden(
    'a greeting to the reader',
    adding(claimOf('comment', 'As an AI model I note that the carrier restarted its gateway at 10:05.')),
    kept(2, 1),
  ),
  golden('the same claim twice', adding(claimOf('comment')), kept(3)),
];

/** Answers as real models spoil them. */
const MALFORMED: readonly Golden[] = [
  golden(
    'JSON in a fence',
    written((json) => `\`\`\`json\n${json}\n\`\`\``),
    noForm,
  ),
  golden(
    'JSON after a sentence',
    written((json) => `Here is the answer:\n${json}`),
    noForm,
  ),
  golden(
    'a comma too much',
    written((json) => json.replace(/\}\s*\]/u, '},]')),
    noForm,
  ),
  golden(
    'single quotation marks',
    written((json) => json.replaceAll('"', "'")),
    noForm,
  ),
  golden(
    'JSON that ends in the middle',
    written((json) => json.slice(0, -10)),
    noForm,
  ),
  golden(
    'JSON in JSON',
    written((json) => JSON.stringify(json)),
    noForm,
  ),
  golden(
    'sections as a string',
    changed(({ sections }) => ({ sections: JSON.stringify(sections) })),
    noForm,
  ),
  golden(
    'one section without its list',
    changed(({ sections }) => ({ sections: sections[0] })),
    noForm,
  ),
  golden(
    'the answer in a wrapper',
    changed((good) => ({ arguments: good })),
    noForm,
  ),
  golden(
    'a list in place of an object',
    changed(({ sections }) => sections),
    noForm,
  ),
  golden(
    'no arguments',
    changed(() => ({})),
    noForm,
  ),
  golden(
    'null',
    changed(() => null),
    noForm,
  ),
  golden('a key too much', inSection({ confidence: 0.93 }), noForm),
  golden(
    'a key too little',
    changed(({ sections }) => ({ sections: sections.map(({ step, claims }) => ({ step, claims })) })),
    noForm,
  ),
  golden('null in place of an empty list', inSection({ gaps: null }), noForm),
  golden('a step of its own', inSection({ step: 'summary' }), noForm),
  golden('claims as sentences', inSection({ claims: [SAID.comment] }), noForm),
  golden(
    'a number as a string',
    adding(() => ({ text: SAID.comment, citations: [{ source: '1', quote: SAID.comment }] })),
    noForm,
  ),
  golden(
    'a citation without its list',
    adding(() => ({ text: SAID.comment, citations: { source: 1, quote: SAID.comment } })),
    noForm,
  ),
  golden(
    'a claim without a citation',
    adding(() => ({ text: SAID.comment, citations: [] })),
    noForm,
  ),
  golden(
    'an empty claim',
    adding(() => ({ text: ' ', citations: [{ source: 1, quote: 'x' }] })),
    noForm,
  ),
  golden(
    'more claims than allowed',
    changed((_good, request) =>
      argumentsWith(
        request,
        Array.from({ length: 41 }, () => claimOf('comment')),
      ),
    ),
    noForm,
  ),
  golden(
    'two calls, the answer split between them',
    around(({ toolCalls }) => ({ toolCalls: [...toolCalls, ...toolCalls] })),
    { why: 'There must be exactly one call of the tool.', isAskedAgain: true },
  ),
  golden(
    'text in place of a call',
    around(() => ({ toolCalls: [], finishReason: 'end_turn' })),
    { why: 'The answer did not end with a call of the tool.', isAskedAgain: true },
  ),
  golden(
    'a call, and the turn ended',
    around(() => ({ finishReason: 'end_turn' })),
    { why: 'The answer did not end with a call of the tool.', isAskedAgain: true },
  ),
  golden(
    'a call of a tool that there is not',
    around(({ toolCalls }) => ({ toolCalls: toolCalls.map((call) => ({ ...call, name: 'submit' })) })),
    { why: 'Another tool was called than the one there is.', isAskedAgain: true },
  ),
  golden(
    'the end of its room',
    around(() => ({ finishReason: 'max_tokens' })),
    { why: 'The answer was cut off: it was too long.', isAskedAgain: true },
  ),
  golden(
    'a refusal',
    around(() => ({ toolCalls: [], finishReason: 'refusal' })),
    { why: 'The model declined to answer.', isAskedAgain: false },
  ),
];

/** Answers of each kind, and what is made of them (SUP-02, OUT-08). */
export const GOLDEN_ANSWERS: readonly Golden[] = [...WELL_FORMED, ...MALFORMED];
