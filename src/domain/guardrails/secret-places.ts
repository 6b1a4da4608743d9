import { wholeIf, type PatternRule } from './pattern-rule';
import { isGivenUser, isPasswordLike, isStandIn, isTokenLike } from './secret-value';

/** Names beside which a password or a secret stands, in the languages of the screens' users. */
const STRONG =
  'pass(?:word|wd|phrase|code)|pwd|secret|passwort|kennwort|contrase[nñ]a|mot[ _]de[ _]passe|mdp|senha|wachtwoord|' +
  'has[lł]o|l[oö]senord|(?<![A-Za-z])(?:pass|pw)|api[_ .-]?key';
/** Names that also stand beside much that is no secret: the value itself must look like one. */
const WEAK =
  '(?:api|access|auth|secret|secret[_ .-]?access|private|signing|encryption|license|account|master|shared|storage)[_ .-]?key|' +
  'credentials?|user[_-]?auth|(?<!unexpected |invalid |illegal |bad |parse )token|(?<=[A-Za-z]_)key|sourcegraph';
/** Services whose keys bear no mark of their own: a generated value beside the service's name is taken. */
const SERVICES =
  'adafruit|adobe|airtable|algolia|alibaba|asana|beamer|bittrex|cloudflare|codecov|cohere|coinbase|confluent|contentful|datadog|' +
  'discord|droneci|dropbox|etsy|facebook|fastly|finicity|finnhub|flickr|flutterwave|freemius|freshbooks|gitter|gocardless|heroku|' +
  'hubspot|intercom|jfrog|artifactory|kraken|kucoin|launchdarkly|linkedin|looker|mailchimp|mailgun|mapbox|mattermost|maxmind|' +
  'meraki|messagebird|netlify|newrelic|new_relic|nytimes|okta|pagerduty|plaid|rapidapi|sendbird|sentry|snyk|softlayer|sonar|' +
  'squarespace|sumo(?:logic)?|telegram|travis|trello|twilio|twitch|twitter|typeform|yandex|zendesk';
const ALL_HINTS = {
  strong: [
    'pass',
    'pw',
    'secret',
    'key',
    'kennwort',
    'contrase',
    'mdp',
    'senha',
    'wachtwoord',
    'has',
    'senord',
  ],
};

/** What is named after a password and is none. */
const ABOUT =
  '(?![\\w.-]{0,12}(?:server|host|ur[il]|file|path|policy|length|expir|reset|count|type|hint|field|label|variable|ids?\\b))';
const CLOSED = '["\'`\\])]{0,2}';
/** `=`, `:`, `:=`, `=>`, `==`, `!=`, `::=`, `?=`, and a colon after `is`. */
const GIVEN = '(?: (?:is|was|ist|lautet|es|est|é)(?=:))?[ \\t]{0,3}(?:[:?!=]{0,3}=>?|:)[ \\t]{0,3}';
/** Whose password it is: up to four words after `for` or its like. */
const OF_WHOM = '(?: (?:for|of|on|für|zum|zur|vom|pour|de|del|du|para|do|da)(?: [^\\s:="\'`]{1,30}){1,4})';
const QUOTED = '["\'`](?<value>[^"\'`\\n]{5,200})(?=["\'`])';
const PLAIN = '(?<value>[^\\s"\'`,;(){}<>[\\]|]{5,200})';
const TOKEN = '["\'`]?(?<value>[\\w.=+/~:-]{10,200})(?![\\w@(])';

/** A value in the midst of a sentence: it needs a sign that no name, number or path has. */
const isToldPassword = (value: string): boolean =>
  isPasswordLike(value) && /[^\w\s.,:;/()[\]{}<>-]/u.test(value);

/** Secrets that only their place gives away. */
export const PLACE_RULES: readonly PatternRule[] = [
  {
    id: 'secret-assignment',
    hints: ALL_HINTS.strong,
    pattern: new RegExp(`(?:${STRONG})${ABOUT}[\\w.-]{0,20}${CLOSED}(?:${GIVEN}|[ (]{1,2})${QUOTED}`, 'giu'),
    measure: wholeIf(isPasswordLike),
  },
  {
    id: 'secret-assignment',
    hints: ALL_HINTS.strong,
    pattern: new RegExp(`(?:${STRONG})${ABOUT}[\\w.-]{0,20}${CLOSED}(?:${GIVEN}|>)${PLAIN}`, 'giu'),
    measure: wholeIf(isPasswordLike),
  },
  {
    id: 'secret-told',
    hints: ALL_HINTS.strong,
    pattern: new RegExp(
      `(?:${STRONG})(?: for [\\w.@-]{1,40})? (?:is|was|to|ist|lautet|es|est|é|now) (?:now )?["'\`]?(?<value>[^\\s"'\`]{6,60})`,
      'giu',
    ),
    measure: wholeIf(isToldPassword),
  },
  {
    id: 'secret-told',
    hints: ALL_HINTS.strong,
    pattern: new RegExp(`(?:${STRONG})${OF_WHOM} ?[:=] ?["'\`]?(?<value>[^\\s"'\`]{6,60})`, 'giu'),
    measure: wholeIf(isToldPassword),
  },
  {
    id: 'secret-token-assignment',
    hints: ['key', 'credential', 'auth', 'token', 'sourcegraph'],
    pattern: new RegExp(
      `(?:${WEAK})(?:[_-]?(?:value|string|prod|dev|test|live|\\d{1,2}))?${CLOSED}${GIVEN}${TOKEN}`,
      'giu',
    ),
    measure: wholeIf(isTokenLike),
  },
  {
    id: 'secret-service-assignment',
    hints: SERVICES.replace('(?:logic)?', '').split('|'),
    pattern: new RegExp(
      `(?<![A-Za-z])(?:${SERVICES})(?=[\\W_]|token|key|api|secret|access|client|auth)[\\w .-]{0,20}${CLOSED}(?:${GIVEN}|,)["'\`]?(?<value>[\\w=-]{14,150})(?![\\w./:@-])`,
      'giu',
    ),
    measure: wholeIf(isTokenLike),
  },
  {
    id: 'secret-header',
    hints: ['authorization'],
    pattern:
      /authorization["']?[ \t]{0,3}[:=][ \t]{0,3}["']?(?:[a-z]{3,12}[ \t]{1,3})?(?<value>[\w.~+/=@-]{8,2000})/giu,
    measure: wholeIf(isTokenLike),
  },
  {
    id: 'secret-header',
    hints: ['bearer', 'basic', 'token'],
    pattern: /\b(?:bearer|basic|token)[ \t]{1,3}["']?(?<value>[\w.~+/=-]{16,2000})/giu,
    measure: wholeIf(isTokenLike),
  },
  {
    id: 'secret-url-password',
    hints: ['://'],
    pattern: /:\/\/[^\s:@/"'<>]{0,80}:(?!x-oauth-basic@)(?<value>[^\s:@/"'<>]{3,120})(?=@)/gu,
    measure: wholeIf((value) => !isStandIn(value)),
  },
  {
    id: 'secret-url-user',
    hints: ['://'],
    pattern: /:\/\/(?<value>[\w-]{20,255})(?=(?::x-oauth-basic)?@)/gu,
    measure: wholeIf(isTokenLike),
  },
  {
    id: 'secret-command-line-user',
    hints: ['-u', '--user'],
    pattern: /\s(?:-u|--user)[ =]{0,2}["']?[^\s:"'`]{0,60}:(?<value>[^\s"'`]{3,120})/gu,
    measure: wholeIf(isGivenUser),
  },
  {
    id: 'secret-command-line-user',
    hints: ['-u', '--user'],
    pattern: /\s(?:-u|--user)[ =]{0,2}["']?(?<value>[^\s:"'`]{8,120})(?=:["'\s])/gu,
    measure: wholeIf(isPasswordLike),
  },
  {
    id: 'secret-command-line',
    hints: ['--pass', '--token', '--secret', '--api', '--access', 'sshpass'],
    pattern:
      /(?:--(?:password|passwd|pass|token|secret|api-?key|access-?key)[ =]|sshpass -p ?)["']?(?<value>[^\s"'`]{6,200})/giu,
    measure: wholeIf(isPasswordLike),
  },
  {
    // Programs that take a password behind a short option of their own.
    id: 'secret-command-line',
    hints: ['redis-cli', 'mysql', 'mariadb', 'mongo'],
    pattern:
      /\b(?:(?:redis-cli|mongo(?:sh|dump|restore)?)(?: [^\s|;&]{1,40}){0,8} -[ap] |(?:mysql(?:dump|admin)?|mariadb)(?: [^\s|;&]{1,40}){0,8} -p)["']?(?<value>[^\s"'`]{6,200})/giu,
    measure: wholeIf(isPasswordLike),
  },
  {
    id: 'secret-sidekiq',
    hints: ['contribsys__com'],
    pattern: /contribsys__com["']?[ \t]{0,3}[=:][ \t]{0,3}["']?(?<value>[a-f0-9]{8}:[a-f0-9]{8})/giu,
  },
  {
    id: 'secret-npm-config',
    hints: [':_'],
    pattern: /:_(?:authToken|auth|password)[ \t]{0,3}=[ \t]{0,3}["']?(?<value>(?![$<{[%])[^\s"']{8,300})/gu,
  },
  {
    id: 'secret-netrc',
    hints: ['machine '],
    isAcrossLines: true,
    pattern: /\bmachine \S{1,120}\s{1,4}login \S{1,120}\s{1,4}password (?<value>\S{4,120})/gu,
    measure: wholeIf((value) => !isStandIn(value)),
  },
  {
    id: 'secret-secure-string',
    hints: ['convertto-securestring'],
    pattern: /convertto-securestring {1,3}(?:-string {1,3})?["'](?<value>[^"'\n]{4,200})(?=["'])/giu,
    measure: wholeIf((value) => !isStandIn(value)),
  },
  {
    id: 'secret-password-hash',
    hints: ['$'],
    pattern: /\$(?:2[aby]\$\d\d\$[./A-Za-z0-9]{53}|[156]\$[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{22,86})/gu,
  },
];
