import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redactSecrets } from './redact';

const ruleIds = (text: string): readonly string[] => redactSecrets(text).findings.map(({ ruleId }) => ruleId);

/** Puts a token together: in this file each stands in parts, so that no scanner takes it for a leak. */
const whole = (text: string): string => text.replaceAll('¦', '');

/** Letters and figures without a pattern. */
const noise = (length: number, letters = 'aZ3kQ9mT7xB2pL5vR8nC4wJ6hY1sD0gF'): string =>
  Array.from(
    { length },
    (_, index) => letters[(index * 7 + Math.floor(index / letters.length)) % letters.length],
  ).join('');
const hex = (length: number): string => noise(length, 'a1b2c3d4e5f60789');
const upper = (length: number): string => noise(length, 'Q7ZK2MXPVW3RT4NB6H5J');
const letters = (length: number): string => noise(length, 'aBcDeFgHiJkLmNoPqRsT');
const guid = `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`;

const PARTS: readonly (readonly [rule: string, token: string])[] = [
  ['aws-access-key', `AK¦IA${upper(16)}`],
  ['google-api-key', `AI¦za${noise(35)}`],
  ['google-oauth', `GOC¦SPX-${noise(28)}`],
  ['azure-client-secret', `aB38¦Q~${noise(33)}`],
  ['azure-storage-key', `Account¦Key=${noise(86)}==`],
  ['digitalocean-token', `dop_¦v1_${hex(64)}`],
  ['github-token', `gh¦p_${noise(36)}`],
  ['github-token', `gh¦s_12345_eyJ${noise(60)}`],
  ['github-fine-grained', `github_¦pat_${noise(82)}`],
  ['gitlab-token', `gl¦pat-${noise(20)}`],
  ['gitlab-runner', `GR13¦48941${noise(20)}`],
  ['bitbucket-password', `AT¦BB${noise(32)}`],
  ['atlassian-token', `AT¦ATT3${noise(186)}`],
  ['npm-token', `np¦m_${noise(36)}`],
  ['pypi-token', `pypi-¦AgE${noise(60)}`],
  ['docker-token', `dckr_¦pat_${noise(27)}`],
  ['octopus-key', `AP¦I-${upper(26)}`],
  ['sonar-token', `sq¦p_${hex(40)}`],
  ['terraform-token', `${noise(14)}.atlas¦v1.${noise(64)}`],
  ['vault-token', `hv¦s.${noise(90)}`],
  ['onepassword-secret-key', `A¦3-${upper(6)}-${upper(11)}-${upper(5)}-${upper(5)}-${upper(5)}`],
  ['slack-token', `xo¦xb-123456789012-123456789012-${noise(24)}`],
  ['slack-webhook', `hooks.slack¦.com/services/T${upper(8)}/B${upper(8)}/${noise(24)}`],
  ['discord-token', `M${noise(23)}.${noise(6)}.${noise(27)}`],
  ['telegram-token', `1234567890:A¦A${noise(33)}`],
  ['sendgrid-key', `S¦G.${noise(22)}.${noise(43)}`],
  ['stripe-key', `sk_¦live_${noise(24)}`],
  ['square-token', `sq0¦atp-${noise(22)}`],
  ['shopify-token', `shp¦at_${hex(32)}`],
  ['plaid-token', `access-¦production-${guid}`],
  ['anthropic-key', `sk-¦ant-api03-${noise(93)}AA`],
  ['openai-key', `sk-¦proj-${noise(20)}T3Blbk¦FJ${noise(20)}`],
  ['huggingface-token', `h¦f_${letters(34)}`],
  ['databricks-token', `da¦pi${hex(32)}`],
  ['grafana-token', `gl¦sa_${noise(32)}_${hex(8)}`],
  ['new-relic-key', `NR¦AK-${upper(27)}`],
  ['notion-token', `nt¦n_12345678901${noise(35)}`],
  ['hubspot-token', `pat-¦na1-${guid}`],
  ['facebook-token', `1477036645¦700765|${noise(27)}`],
  ['json-web-token', `eyJ¦hbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ${noise(24)}.${noise(43)}`],
];
const SHAPED = PARTS.map(([rule, token]) => [rule, whole(token)] as const);

describe('tokens that bear their vendor’s mark', () => {
  it.each(SHAPED)('%s is found and its whole span taken', (rule, token) => {
    const text = `It was ${token} yesterday`;
    const { text: left, findings } = redactSecrets(text);
    expect(left).toBe('It was [redacted secret] yesterday');
    expect(findings).toContainEqual({
      check: 'secret',
      ruleId: `secret-${rule}`,
      start: 7,
      end: 7 + token.length,
    });
  });

  it.each(SHAPED)('%s that is filled up with x is a mask and stays', (_rule, token) => {
    const mask = `${token.slice(0, -12)}${'x'.repeat(12)}`.toLowerCase();
    expect(redactSecrets(mask).text).toBe(mask);
  });

  it.each([
    ['a commit', `fixed in ${hex(40)}`],
    ['an integrity line', `sha512-${noise(86)}==`],
    ['an identifier', `request ${guid} failed`],
    ['a short token', `gh¦p_${noise(20)}`],
    ['a token inside a longer word', `mygh¦p_${noise(36)}`],
    ['a key of few different signs', `AK¦IA${'ZQ'.repeat(8)}`],
    ['a header that closes no brace', `eyJ¦hbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ.eyJ${noise(24)}.${noise(43)}`],
  ])('%s stays', (_what, parts) => {
    const text = whole(parts);
    expect(redactSecrets(text)).toEqual({ text, findings: [] });
  });
});

const P = 'S0mmer!2026';
const T = 'am9obkQwNjk0YjFiYzE3MWQ0ODg2';

/** A line, and what is left of it. */
const PLACED: readonly (readonly [rule: string, line: string, left: string])[] = [
  ['assignment', `password: ${P}`, 'password: *'],
  ['assignment', `db_pass != "m{{h}o)p$e]nob(ody"`, 'db_pass != "*"'],
  ['assignment', `std::string secret("${P}");`, 'std::string secret("*");'],
  ['assignment', `<password>${P}</password>`, '<password>*</password>'],
  [
    'assignment',
    `Server=db;User Id=app;Password=${P};Timeout=3`,
    'Server=db;User Id=app;Password=*;Timeout=3',
  ],
  ['assignment', `Passwort: ${P}`, 'Passwort: *'],
  ['assignment', `mot de passe : ${P}`, 'mot de passe : *'],
  ['assignment', `contraseña=${P}`, 'contraseña=*'],
  ['assignment', `senha: ${P}`, 'senha: *'],
  ['told', `the password is ${P} now`, 'the password is * now'],
  ['assignment', `passphrase is: ${P}`, 'passphrase is: *'],
  ['told', `Passwort für den Scanner: ${P}`, 'Passwort für den Scanner: *'],
  ['told', `mot de passe de la salle 4 = "${P}"`, 'mot de passe de la salle 4 = "*"'],
  ['command-line', `redis-cli -h cache -a ${P}`, 'redis-cli -h cache -a *'],
  ['command-line', `mysqldump -u app -p${P} shop`, 'mysqldump -u app -p* shop'],
  ['command-line', `mongosh -u app -p "${P}" db`, 'mongosh -u app -p "*" db'],
  ['token-assignment', `auth_token => "${T}"`, 'auth_token => "*"'],
  ['token-assignment', `"credentials": "${T}"`, '"credentials": "*"'],
  ['service-assignment', `datadog_key = ${T}`, 'datadog_key = *'],
  ['header', `Authorization: Bearer ${T}`, 'Authorization: Bearer *'],
  ['header', `curl -H "Authorization: sha256~${T}"`, 'curl -H "Authorization: *"'],
  ['header', `sent with bearer ${T}`, 'sent with bearer *'],
  ['url-password', 'postgres://app:hunter2@db.internal/app', 'postgres://app:*@db.internal/app'],
  ['url-user', `git+https://${T}:x-oauth-basic@github.com/a`, 'git+https://*:x-oauth-basic@github.com/a'],
  ['command-line-user', `curl -u admin:${P} https://api.internal`, 'curl -u admin:* https://api.internal'],
  ['command-line-user', 'curl -u admin:hunterhunter https://a', 'curl -u admin:* https://a'],
  ['command-line-user', `curl -u "${T}:" https://a.internal`, 'curl -u "*:" https://a.internal'],
  ['command-line', `sqlcmd --password ${P} -S db`, 'sqlcmd --password * -S db'],
  ['sidekiq', 'BUNDLE_GEMS__CONTRIBSYS__COM: "cafebabe:deadbeef"', 'BUNDLE_GEMS__CONTRIBSYS__COM: "*"'],
  ['npm-config', '//registry.internal/:_authToken=111111aaaaaaaa', '//registry.internal/:_authToken=*'],
  ['netrc', 'machine api.internal login app password hunter2', 'machine api.internal login app password *'],
  [
    'secure-string',
    'ConvertTo-SecureString "hunter two" -AsPlainText',
    'ConvertTo-SecureString "*" -AsPlainText',
  ],
  ['password-hash', `root:$6$salt$${noise(86)}:19000`, 'root:*:19000'],
];

describe('secrets that only their place gives away', () => {
  it.each(PLACED)('%s: the value of %s is taken and its name stays', (rule, line, left) => {
    expect(ruleIds(line)).toContain(`secret-${rule}`);
    expect(redactSecrets(line).text).toBe(left.replace('*', '[redacted secret]'));
  });

  it.each([
    'password: ******** and token = ${API_TOKEN} and password: required by policy',
    'password: <your password>',
    'PASSWORD=$DB_PASSWORD',
    'api_key = "insert_key_here_1"',
    'password: 2026-11-02T10:00 (last changed)',
    'password_policy: min8chars1upper',
    'passwordVariable: "PASSWORD1"',
    'the password is required for Office365 users',
    'unexpected token: scisql_s2PtInBox1',
    'The token for the meeting room was lost.',
    'credentialId: 29f63271-dc2f-4734-8221-5b31b5169bac',
    'rookTable = 0023452Lllk2KqjLBvaxANWEgTd7bqjsxjo8aZ',
    'curl -u username:token https://a.internal',
    'curl -u user:password https://a.internal',
    'curl --user ${user}:${pass} https://a.internal',
    'https://${USER}:${PASS}@db.internal',
    '//registry.internal/:_authToken=${NPM_TOKEN}',
    'Authorization: Bearer ...',
    'Authorization: required',
    'machine api.internal login app password <password>',
    'Please reset the password of the shared mailbox.',
    'Password reset for the portal of Ana: INC-2041 (open)',
    'The password for the guest network: see page 14 of the guide',
    'the passphrase is: not known',
    'redis-cli -h cache -a $REDIS_PASSWORD',
    'mysql -u app -p shop',
  ])('%s stays', (text) => {
    expect(redactSecrets(text)).toEqual({ text, findings: [] });
  });
});

describe('private keys', () => {
  const block = (body: string): string =>
    whole(`-----BEGIN RSA PRIVATE ¦KEY-----\n${body}-----END RSA PRIVATE KEY-----`);

  it('a block is taken whole, and so is one that was cut off', () => {
    expect(redactSecrets(`a ${block(`MII${noise(80)}\n`)} b`).text).toBe('a [redacted secret] b');
    expect(redactSecrets(block(`MII${noise(80)}\n`).slice(0, 90)).text).toBe('[redacted secret]');
    expect(ruleIds(block(`MII${noise(80)}\n`))).toEqual(['secret-private-key']);
  });

  it('a block that is empty or masked stays', () => {
    expect(ruleIds(block(''))).toEqual([]);
    expect(ruleIds(block('***\n'))).toEqual([]);
  });

  it('the private lines of a PuTTY key are taken', () => {
    const text = `Private-Lines: 2\n${noise(64)}\n${noise(30)}`;
    expect(ruleIds(text)).toEqual(['secret-putty-key']);
  });
});

describe('redaction of secrets', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(...SHAPED.map(([, token]) => token), ...PLACED.map(([, line]) => line)),
      fc.constantFrom(' ', '\n', '"', ':', '=', '@', '\u200B', 'token', 'password', '://'),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 8 },
  );

  it('leaves nothing that a second look finds', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const once = redactSecrets(parts.join('')).text;
        expect(redactSecrets(once)).toEqual({ text: once, findings: [] });
      }),
      { numRuns: 300 },
    );
  });

  it('takes a token wherever it stands between spaces', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SHAPED), fc.lorem(), fc.lorem(), ([, token], before, after) => {
        expect(redactSecrets(`${before} ${token} ${after}`).text).not.toContain(token);
      }),
      { numRuns: 200 },
    );
  });
});
