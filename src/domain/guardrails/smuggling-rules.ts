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
  'script|img|image|iframe|svg|object|embed|body|html|head|meta|link|style|form|input|button|video|audio|base|math|marquee|div|' +
  'table|frameset|frame|bgsound|layer|isindex|xml|xss|template|textarea|details|select|option|br|span|title';

/** Last parts of names of files, packages and units, which no top-level domain in use shares or which stand in paths. */
const FILE_ENDINGS =
  'js|ts|py|sh|rb|go|rs|cs|java|jar|war|php|html?|css|xml|json|ya?ml|toml|ini|conf|cfg|log|txt|md|csv|sql|so|dll|exe|zip|gz|tgz|tar|' +
  'git|svn|d|app|service|local|internal|lan|cluster|svc|target|framework|bundle';

const MACROS =
  'panel|html|include|jira|status|expand|color|excerpt|iframe|gadget|gallery|rss|widget|chart|toc|attachments|multimedia|sql|viewfile';

/** At the beginning of a line, after what a list, a heading, a quote or an emoji puts there. */
const AT_LINE = '^[\\t >#*_\\-|\\[(!✅☑✔️🟢]{0,12}';

/** Ways by which a text becomes more than a text where it is shown, linked, mentioned or exported (threats, OUT). */
export const SMUGGLING_RULES: readonly PatternRule[] = [
  {
    id: 'smuggling-script-link',
    hints: ['script'],
    isAcrossLines: true,
    pattern: /\b(?:java|vb|live)script\s{0,3}:/giu,
  },
  { id: 'smuggling-data-link', hints: ['data:'], pattern: /\bdata:[a-z]{0,20}\/?[a-z0-9.+-]{0,40}[;,]/giu },
  {
    id: 'smuggling-local-link',
    hints: ['://'],
    pattern:
      /\b(?:file|smb|s?ftp|nfs|ldaps?|rmi|gopher|dict|telnet|jar|intent|tg|slack|zoommtg|vscode|(?:ms|search)-[a-z]{2,12}):\/\//giu,
  },
  // A path on another machine; Windows opens it, and tells that machine who asks.
  {
    id: 'smuggling-local-link',
    hints: ['\\\\'],
    pattern: /(?<![\w:\\])\\\\[A-Za-z0-9][\w.-]{1,60}\\[\w$.-]/gu,
  },
  // An address that is written so that programs do not see it, and readers do.
  {
    id: 'smuggling-link-disguised',
    hints: ['hxxp', '[.]', '(.)', '[dot]', '(dot)'],
    pattern: /\bhxxps?:\/\/|\w(?:\[\.\]|\(\.\)| ?[[(]dot[\])] ?)[a-z]{2,24}\b/giu,
  },
  // A bare address with a path, whatever its last label is; names of files with a stroke behind them are paths.
  {
    id: 'smuggling-link-bare',
    hints: ['/'],
    pattern: new RegExp(
      `(?<![\\w@./:\\\\-])(?:[a-z0-9-]{1,63}\\.){1,5}(?!(?:${FILE_ENDINGS})/)[a-z]{2,24}/(?=[\\w?#%~-])`,
      'giu',
    ),
  },
  {
    id: 'smuggling-link-user',
    hints: ['://'],
    pattern: /\bhttps?:\/\/[^\s/?#@"'<>]{1,200}@/giu,
  },
  {
    // A host that is one number, or a name in the letters that stand for another alphabet's.
    id: 'smuggling-link-host',
    hints: ['://', 'xn--'],
    pattern: /\bhttps?:\/\/(?:\d{6,12}|0x[\da-f]{1,10})(?=[\s/:?#]|$)|(?<![\w-])xn--[a-z0-9-]{2,60}\./giu,
  },
  {
    id: 'smuggling-element',
    hints: ['<'],
    isAcrossLines: true,
    // One letter after a space is a comparison: `a < b`.
    pattern: new RegExp(`<(?:[\\s/]{0,3}(?:${ELEMENTS})|/?[abipqsu])(?=[\\s/>])`, 'giu'),
  },
  {
    id: 'smuggling-attributes',
    hints: ['<'],
    isAcrossLines: true,
    pattern: /<\p{L}[\w:-]{0,30}\s{1,3}[\w:-]{1,30}\s{0,3}=|<[\w-]{1,20}:script|<!--|<!\[CDATA\[/giu,
  },
  { id: 'smuggling-entity', hints: ['&'], pattern: /&(?:lt|gt|#\d{1,7}|#x[0-9a-f]{1,6});?/giu },
  {
    id: 'smuggling-handler',
    hints: ['on'],
    isAcrossLines: true,
    pattern: /(?<![\w-])on[a-z]{3,20}[\s.]{0,3}=[\s.]{0,3}["'a-z&]/giu,
  },
  {
    id: 'smuggling-image',
    hints: ['!'],
    pattern: /!\[[^[\]\n]{0,200}\]\(|![^\s!|]{1,200}\.(?:png|gif|jpe?g|svg|mp4|pdf)(?:\|[^!\n]{0,80})?!/giu,
  },
  { id: 'smuggling-autolink', hints: ['<http'], pattern: /<https?:\/\//giu },
  {
    id: 'smuggling-link-reference',
    hints: [']:'],
    pattern: /^ {0,3}\[[^[\]\r\n]{1,80}\]:[ \t]{0,3}<?https?:/gimu,
  },
  {
    id: 'smuggling-mention',
    hints: ['@', '[~', '<!', '<#'],
    pattern:
      /(?<![\w.])@(?:all|everyone|here|channel|team)\b|\[~[^\]\n]{1,120}\]|@\[[^[\]\n]{1,80}\]\(|<[@!#][A-Za-z0-9|^_-]{2,60}>/giu,
  },
  { id: 'smuggling-media', hints: ['[^'], pattern: /\[\^[^[\]\n]{1,200}\]/gu },
  {
    id: 'smuggling-formula',
    pattern:
      /(?:^|["',;])[\t ]{0,8}(?:=[^\s=]|=\s{1,8}[A-Za-z]|@[A-Za-z]{2,20}\(|[+-][^\s\d"',;|][^\r\n\u2028\u2029|"',;]{0,40}\|)/gmu,
  },
  // A call behind a sign at the beginning of a cell, and a program that a sheet would ask (dynamic data exchange).
  {
    id: 'smuggling-formula',
    pattern: /(?:^|["',;])[\t ]{0,8}[+-][A-Z][A-Z0-9.]{1,20}\(/gmu,
  },
  {
    id: 'smuggling-formula',
    hints: ['|'],
    pattern: /[a-z]{2,20}\| ?['"][^'"\n]{0,80}['"]?![A-Z$]{1,4}\d/giu,
  },
  { id: 'smuggling-pipe', hints: ['|'], pattern: /^\|[A-Za-z]{2,20}$/gmu },
  // What an automation, a template or a log library would fill in or look up.
  {
    id: 'smuggling-template',
    hints: ['{{', '${', '#{', '*{', '<%'],
    pattern:
      /\{\{[{#/=^>& ]{0,3}[\p{L}_$][^{}\n]{0,120}\}\}|\$\{(?:[a-z]{2,12}:|\$\{)|[#*]\{[^{}\n]{1,120}\}|<%[=#@ ]/giu,
  },
  { id: 'smuggling-macro', hints: ['{'], pattern: new RegExp(`\\{(?:${MACROS})[:}|]`, 'giu') },
  {
    id: 'smuggling-node',
    hints: ['"type"'],
    isAcrossLines: true,
    pattern: /"type"\s{0,4}:\s{0,4}"[^"\n]{0,60}"/gu,
    measure: wholeIf(isForeignNode),
  },
  {
    id: 'smuggling-node-link',
    hints: ['"href"', '"url"'],
    isAcrossLines: true,
    pattern: /"(?:href|url)"\s{0,4}:\s{0,4}"(?!https:\/\/[a-z0-9.-]{1,100}\/)[^"\n]{0,20}/gu,
  },
  {
    id: 'smuggling-node-attributes',
    hints: ['"attrs"'],
    isAcrossLines: true,
    pattern: /"attrs"\s{0,4}:\s{0,4}["[\dtfn]/gu,
  },
  {
    id: 'smuggling-prototype',
    hints: ['proto', 'constructor'],
    isAcrossLines: true,
    pattern: /__proto__|"constructor"\s{0,4}:/gu,
  },
  {
    // The head that the app writes over its own comments, and the marks of a decision, stand at no other line (OUT-11).
    id: 'smuggling-banner',
    pattern: new RegExp(
      `${AT_LINE}(?:AI output:|Made by AI \\(|Hand-off [\\w-]{2,40}\\. Every statement|This changes nothing by itself:|` +
        '(?:status|decision|verdict|result|outcome|approval) ?[:=-] ?(?:approved|granted|accepted|authori[sz]ed|genehmigt|approuvé|aprobado|aprovado)\\b|' +
        'approved by [^\\n]{1,60}(?:\\(|$)|' +
        '(?:human|security|manager|owner|final) (?:approval|review|validation|sign-?off) (?:recorded|completed?|granted|given|confirmed|passed)|' +
        '(?:system|admin|security|automation|policy) (?:notice|banner|message|override)\\b)',
      'gimu',
    ),
  },
  {
    id: 'smuggling-banner',
    pattern: new RegExp(
      `${AT_LINE}(?:(?:PRE-?)?APPROVED|AUTHORI[SZ]ED|VERIFIED|ACCESS GRANTED|GENEHMIGT|FREIGEGEBEN|APPROUVÉE?|APROBAD[OA]|APROVAD[OA])` +
        '(?![\\p{L}\\d]| (?:WITH|NOT|BUT))',
      'gmu',
    ),
  },
  {
    // What a person would have to say, said of the text itself: where AI ends, that a human wrote, read or released it.
    id: 'smuggling-banner',
    pattern: new RegExp(
      `${AT_LINE}(?:(?:end|start|beginning) of (?:the )?AI[ -](?:generated )?(?:output|text|draft|comment|answer|section)|` +
        '(?:the )?(?:following|rest|text below|part below) (?:was|is|were) (?:written|added|confirmed) by\\b|' +
        'this (?:comment|text|message|note|draft|summary) (?:was|is) (?:not (?:made|written|generated|produced) by (?:an )?AI|(?:made|written|checked|reviewed|confirmed) by (?:a )?(?:human|person))\\b|' +
        '(?:human|manually|person)[ -](?:reviewed|written|approved|verified|checked)\\]|' +
        '(?:reviewed|checked|verified|read)(?:,| and|,? &)? (?:signed[ -]off|approved|released)\\b|' +
        'signed[ -]off(?: by|:)\\b)',
      'gimu',
    ),
  },
  {
    id: 'smuggling-banner',
    hints: ['✅', '☑', '✔', '🟢', '👍'],
    pattern:
      /^[\t >#*_\-|[(]{0,6}[✅☑✔🟢👍]\uFE0F?[ *_]{0,4}(?:pre-?)?(?:approved|authori[sz]ed|verified|granted|accepted|cleared|signed[ -]off|genehmigt|freigegeben|approuvée?|aprobad[oa]|aprovad[oa])(?![\p{L}\d])/gimu,
  },
];
