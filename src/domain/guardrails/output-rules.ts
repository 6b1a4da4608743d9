import { wholeIf, type PatternRule } from './pattern-rule';

/** Nodes and marks of rich text that only carry words. Everything else draws, links, embeds or hides. */
const PLAIN_NODES: ReadonlySet<string> = new Set(
  (
    'doc paragraph text heading bulletList orderedList listItem codeBlock blockquote rule hardBreak table tableRow tableCell ' +
    'tableHeader strong em code link'
  ).split(' '),
);

const isForeignNode = (match: string): boolean => !PLAIN_NODES.has(String(match.split('"')[3]));

const ELEMENTS =
  'script|img|image|iframe|svg|object|embed|a|body|html|head|meta|link|style|form|input|button|video|audio|base|math|marquee|div|' +
  'table|frameset|frame|bgsound|layer|isindex|xml|xss|template|textarea|details|select|option|br|p|b|span|title';

/** Ways by which a text becomes more than a text where it is shown, linked, mentioned or exported (threats, OUT). */
export const SMUGGLING_RULES: readonly PatternRule[] = [
  { id: 'smuggling-script-link', pattern: /\b(?:java|vb|live)script\s{0,3}:/giu },
  { id: 'smuggling-data-link', pattern: /\bdata:[a-z]{0,20}\/?[a-z0-9.+-]{0,40}[;,]/giu },
  { id: 'smuggling-local-link', pattern: /\b(?:file|smb|ftp|ms-[a-z]{2,12}):\/\//giu },
  { id: 'smuggling-element', pattern: new RegExp(`<[\\s/]{0,3}(?:${ELEMENTS})(?=[\\s/>])`, 'giu') },
  {
    id: 'smuggling-attributes',
    pattern: /<\p{L}[\w:-]{0,30}\s{1,3}[\w:-]{1,30}\s{0,3}=|<[\w-]{1,20}:script/giu,
  },
  { id: 'smuggling-entity', pattern: /&(?:lt|gt|#\d{1,7}|#x[0-9a-f]{1,6});?/giu },
  { id: 'smuggling-handler', pattern: /(?<![\w-])on[a-z]{3,20}\s{0,3}=\s{0,3}["'a-z&]/giu },
  { id: 'smuggling-image', pattern: /!\[[^\]\n]{0,200}\]\(|![^\s!|]{1,200}\.(?:png|gif|jpe?g|svg)!/giu },
  { id: 'smuggling-autolink', pattern: /<https?:\/\//giu },
  {
    id: 'smuggling-mention',
    pattern: /(?<![\w.])@(?:all|everyone|here|channel|team)\b|\[~[^\]\n]{1,120}\]/giu,
  },
  {
    id: 'smuggling-formula',
    pattern:
      /(?:^|["',;])[\t ]{0,8}(?:=[^\s=]|=\s{1,8}[A-Za-z]|@[A-Za-z]{2,20}\(|[+-][^\s\d][^\n|]{0,40}\|)/gmu,
  },
  { id: 'smuggling-pipe', pattern: /^\|[A-Za-z]{2,20}$/gmu },
  {
    id: 'smuggling-macro',
    pattern: /\{(?:panel|html|include|jira|status|expand|color|excerpt|iframe)[:}|]/giu,
  },
  { id: 'smuggling-node', pattern: /"type"\s{0,4}:\s{0,4}"[^"\n]{0,60}"/gu, measure: wholeIf(isForeignNode) },
  {
    id: 'smuggling-node-link',
    pattern: /"(?:href|url)"\s{0,4}:\s{0,4}"(?!https:\/\/[a-z0-9.-]{1,100}\/)[^"\n]{0,20}/gu,
  },
  { id: 'smuggling-node-link-punycode', pattern: /\bxn--[a-z0-9-]{2,60}\./giu },
  { id: 'smuggling-node-attributes', pattern: /"attrs"\s{0,4}:\s{0,4}["[\dtfn]/gu },
  { id: 'smuggling-prototype', pattern: /__proto__|"constructor"\s{0,4}:/gu },
];

/** Promises of money, time or liability, which no AI may make for the company (R233-R235). */
export const COMMITMENT_RULES: readonly PatternRule[] = [
  {
    id: 'commitment-guarantee',
    pattern:
      /\b(?:we|i|the company|our team)\s(?:hereby\s)?(?:guarantee|promise|commit to|warrant|undertake to)\b/giu,
  },
  {
    id: 'commitment-money',
    pattern:
      /\b(?:we|i|the company)(?:'ll| will| shall| are going to)\s[^.\n]{0,30}\b(?:refund|reimburse|compensate|credit|waive|pay)\b/giu,
  },
  {
    id: 'commitment-delivery',
    pattern:
      /\b(?:will|shall) be (?:delivered|fixed|released|restored|resolved|available|completed) (?:by|before|no later than|within)\b/giu,
  },
  {
    id: 'commitment-liability',
    pattern:
      /\b(?:accept|assume|admit) (?:full |all |any )?(?:liability|responsibility|fault)\b|\blegally binding\b/giu,
  },
];

/** Words that have no place in a comment of this app: the model speaking of itself, and handling marks of other papers. */
export const DENYLIST_RULES: readonly PatternRule[] = [
  {
    id: 'denylist-model-voice',
    pattern:
      /\bas an? (?:ai|artificial intelligence|large language|language)(?: language)? (?:model|assistant)\b/giu,
  },
  { id: 'denylist-prompt', pattern: /\b(?:my|the) system prompt\b/giu },
  { id: 'denylist-marking', pattern: /\b(?:attorney-client privileged|tlp:red|do not distribute)\b/giu },
];
