import { wholeIf, type PatternRule } from './pattern-rule';

const START = '(?<![A-Za-z0-9_])';
const END = '(?![A-Za-z0-9_])';

/** Tokens that carry their vendor's prefix, in the shape that the vendor documents. */
const SHAPES: readonly (readonly [id: string, shape: string])[] = [
  ['aws-access-key', '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}'],
  ['github-token', 'gh[pousr]_[A-Za-z0-9]{36,255}'],
  ['github-fine-grained', 'github_pat_[A-Za-z0-9_]{22,255}'],
  ['gitlab-token', '(?:gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat|ffct)-|GR1348941)[A-Za-z0-9_-]{20,64}'],
  ['slack-token', 'xox[abeoprs](?:\\.xox[bp])?-[A-Za-z0-9-]{10,250}'],
  ['slack-app-token', 'xapp-\\d-[A-Z0-9]{5,20}-\\d{5,20}-[a-z0-9]{20,100}'],
  ['slack-webhook', 'hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{30,80}'],
  ['google-api-key', 'AIza[A-Za-z0-9_-]{35}'],
  ['google-oauth', '(?:ya29\\.|GOCSPX-)[A-Za-z0-9_-]{20,250}'],
  ['stripe-key', '(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,120}'],
  ['webhook-signing-key', 'whsec_[A-Za-z0-9+/=]{24,100}'],
  ['atlassian-token', 'AT(?:ATT|CTT|STT)3[A-Za-z0-9_=-]{60,400}'],
  ['bitbucket-password', 'ATBB[A-Za-z0-9_=-]{28,80}'],
  ['anthropic-key', 'sk-ant-[A-Za-z0-9_-]{30,200}'],
  ['openai-key', 'sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{10,120}T3BlbkFJ[A-Za-z0-9_-]{10,120}'],
  ['huggingface-token', '(?:hf_|api_org_)[A-Za-z]{34}'],
  ['npm-token', 'npm_[A-Za-z0-9]{36}'],
  ['pypi-token', 'pypi-AgE[A-Za-z0-9_-]{50,250}'],
  ['rubygems-token', 'rubygems_[a-f0-9]{48}'],
  ['sendgrid-key', 'SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{32,64}'],
  ['twilio-key', 'SK[a-f0-9]{32}'],
  ['mailchimp-key', '[a-f0-9]{32}-us\\d{1,2}'],
  ['digitalocean-token', 'do[opr]_v1_[a-f0-9]{64}'],
  ['grafana-token', '(?:glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}|glc_[A-Za-z0-9+/]{32,250}={0,2})'],
  ['vault-token', 'hv[sbr]\\.[A-Za-z0-9_-]{20,300}'],
  ['terraform-token', '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9=_-]{60,70}'],
  ['databricks-token', 'dapi[a-f0-9]{32}(?:-\\d)?'],
  ['new-relic-key', 'NRAK-[A-Z0-9]{27}'],
  ['notion-token', '(?:ntn_|secret_)[A-Za-z0-9]{43,50}'],
  ['linear-key', 'lin_api_[A-Za-z0-9]{40}'],
  ['postman-key', 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}'],
  ['shopify-token', 'shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}'],
  ['square-token', '(?:sq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,60}|EAAA[A-Za-z0-9_-]{56,64})'],
  ['facebook-token', 'EAA[MC][A-Za-z0-9]{20,300}'],
  ['sentry-token', 'sntry[su]_[A-Za-z0-9+/=_]{40,250}'],
  ['tailscale-key', 'tskey-[a-z]{2,12}-[A-Za-z0-9]{5,40}-?[A-Za-z0-9]{0,60}'],
  ['sourcegraph-token', 'sgp_(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}'],
  ['sonar-token', 'sq[uap]_[a-f0-9]{40}'],
  ['age-key', 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}'],
  ['onepassword-token', 'ops_eyJ[A-Za-z0-9+/]{100,1200}={0,3}'],
  ['doppler-token', 'dp\\.(?:pt|st|ct|sa)\\.[A-Za-z0-9._-]{30,80}'],
  ['pulumi-token', 'pul-[a-f0-9]{40}'],
  ['planetscale-token', 'pscale_(?:tkn|oauth|pw)_[A-Za-z0-9=._-]{32,64}'],
  ['dynatrace-token', 'dt0[a-z]\\d{2}\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}'],
  ['heroku-key', 'HRKU-[A-Za-z0-9_-]{36,80}'],
  ['azure-client-secret', '[A-Za-z0-9_~.]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}'],
  ['azure-storage-key', 'AccountKey=[A-Za-z0-9+/]{60,100}={0,2}'],
  ['cloudflare-origin-key', 'v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}'],
  ['figma-token', 'figd_[A-Za-z0-9_-]{38,50}'],
  ['alibaba-key', 'LTAI[A-Za-z0-9]{17,21}'],
  ['artifactory-token', 'AKC[a-z][A-Za-z0-9]{50,80}'],
  ['telegram-token', '\\d{8,10}:AA[A-Za-z0-9_-]{33}'],
  ['json-web-token', 'eyJ[A-Za-z0-9_-]{10,2000}\\.[A-Za-z0-9_-]{5,4000}\\.[A-Za-z0-9_-]{0,1000}'],
];

/** Words that stand where a secret would: a form's placeholder, a variable, a mask. */
const PLACEHOLDER =
  /^(?:[*x.•_-]+$|[<[{$%(]|redacted|example|changeme|your[_-]?|null$|none$|true$|false$|undefined$)/iu;

/** A value that a person or a generator could have made as a secret: not a word, not a mask, varied enough. */
function isLikelySecret(value: string): boolean {
  const isMixed = /[A-Za-z]/u.test(value) && /[^A-Za-z.,;:/_-]/u.test(value);
  return isMixed && !PLACEHOLDER.test(value) && new Set(value).size >= 5;
}

const NAMES =
  'password|passwd|passphrase|passcode|pwd|secret|api[_ -]?key|apikey|access[_ -]?key|auth[_ -]?token|access[_ -]?token|' +
  'refresh[_ -]?token|client[_ -]?secret|secret[_ -]?key|signing[_ -]?key|private[_ -]?key|auth[_ -]?key|credentials?|token';

/** Secrets that only their place gives away. The match is the value alone, so that a reader still sees what it was for. */
const PLACES: readonly (readonly [id: string, pattern: RegExp])[] = [
  [
    'assignment',
    new RegExp(
      `(?<=(?:${NAMES})["'\\]]{0,2}\\s{0,3}(?::=|=>|[:=])\\s{0,3}["']?)[^\\s"',;(){}\\]<>[]{6,200}`,
      'giu',
    ),
  ],
  ['url-password', /(?<=:\/\/[^\s:@/]{0,80}:)[^\s:@/]{3,120}(?=@)/gu],
  ['command-line-user', /(?<=\s(?:-u|--user)[ =]{0,2}["']?[^\s:"']{1,60}:)[^\s"']{3,120}/gu],
  ['authorization-header', /(?<=\b(?:bearer|basic|token)\s{1,3}["']?)[A-Za-z0-9._~+/=-]{16,2000}/giu],
];

/** Credentials, by the vendors' documented formats and by where they stand. */
export const SECRET_RULES: readonly PatternRule[] = [
  {
    // Ends at the END line, or, when the block was cut off, where its body ends.
    id: 'secret-private-key',
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----(?:[^-]|-(?!-)){0,8000}(?:-----END [A-Z0-9 ]{0,60}-----)?/gu,
  },
  ...SHAPES.map(([id, shape]) => ({
    id: `secret-${id}`,
    pattern: new RegExp(`${START}${shape}${END}`, 'gu'),
  })),
  ...PLACES.map(([id, pattern]) => ({ id: `secret-${id}`, pattern, measure: wholeIf(isLikelySecret) })),
];
