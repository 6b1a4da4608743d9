import { beforeEach, describe, expect, it } from '@jest/globals';
import type { AppModules, JqlFunctionModule } from '../app-modules';
import { createTestSite, listIn, textIn, type TestSite } from '../testing';

const MINE: JqlFunctionModule = {
  key: 'mine',
  name: 'waitingForMe',
  arguments: [{ name: 'team', required: false }],
  operators: ['in', 'not in'],
  function: 'fn',
};
const NEEDY: JqlFunctionModule = {
  ...MINE,
  key: 'needy',
  name: 'ofTeam',
  operators: ['in'],
  arguments: [
    { name: 'team', required: true },
    { name: 'role', required: false },
  ],
};
/** Of Jira's own name, which wins. */
const SHADOW: JqlFunctionModule = { ...MINE, key: 'shadow', name: 'MembersOf' };

const MODULES: AppModules = {
  rules: [],
  indexes: [
    { propertyKey: 'work', path: 'waitingFor', type: 'user', searchAlias: 'work.waitingFor' },
    { propertyKey: 'work', path: 'state', type: 'string', searchAlias: 'work.state' },
  ],
  functions: [MINE, NEEDY, SHADOW],
};

type Clause = Readonly<Record<string, unknown>>;

let site: TestSite;
let asked: { readonly module: string; readonly clause: Clause }[];
let reported: string[];
let answer: (clause: Clause) => unknown;

beforeEach(async () => {
  site = createTestSite();
  asked = [];
  reported = [];
  answer = () => ({ jql: 'work.waitingFor = currentUser()' });
  site.jira.connect({
    modules: MODULES,
    callFunction: async ({ key }, payload) => {
      const clause = Object.fromEntries(Object.entries(payload ?? {}));
      asked.push({ module: key, clause });
      return answer(clause);
    },
    report: (text) => reported.push(text),
  });
  const put = (key: string, value: unknown) =>
    site.send('agent-ana', `PUT issue/${key}/properties/work`, value);
  await put('INC-2041', { waitingFor: ['agent-ana', 'commander-cho'], state: 'Open' });
  await put('REQ-2188', { waitingFor: ['commander-cho'], state: 'Closed' });
  await put('ENH-2219', { waitingFor: [], state: null });
});

const search = (who: string, jql: string) =>
  site.send(who, `GET search/jql?fields=key&jql=${encodeURIComponent(jql)}`);

async function keys(who: string, jql: string): Promise<readonly string[]> {
  const found = await search(who, jql);
  if (found.status !== 200) throw new Error(`${found.status}: ${JSON.stringify(found.body)}`);
  return listIn(found.body, 'issues').map((issue) => textIn(issue, 'key'));
}

async function refusal(jql: string): Promise<string> {
  const { status, body } = await search('agent-ana', jql);
  const messages: unknown = new Map<string, unknown>(Object.entries(body ?? {})).get('errorMessages');
  return `${status} ${Array.isArray(messages) ? messages.join(' ') : ''}`;
}

describe('a search alias', () => {
  it.each<[who: string, jql: string, found: readonly string[]]>([
    ['agent-ana', 'work.waitingFor = currentUser()', ['INC-2041']],
    ['commander-cho', 'work.waitingFor = currentUser()', ['INC-2041', 'REQ-2188']],
    ['commander-cho', 'WORK.WAITINGFOR = currentUser()', ['INC-2041', 'REQ-2188']],
    ['agent-ana', 'issue.property[work].waitingFor = currentUser()', ['INC-2041']],
    ['agent-ana', 'work.waitingFor in membersOf("incident-commanders")', ['INC-2041', 'REQ-2188']],
    ['agent-ana', 'work.waitingFor = agent-ana', ['INC-2041']],
    ['agent-ana', 'work.waitingFor != currentUser()', ['REQ-2188']],
    ['agent-ana', 'work.state = open', ['INC-2041']],
    ['agent-ana', 'work.state in (open, closed) order by work.state', ['REQ-2188', 'INC-2041']],
    ['agent-ana', 'key = ENH-2219 AND work.state is EMPTY', ['ENH-2219']],
  ])('as %s: %s', async (who, jql, found) => {
    expect(await keys(who, jql)).toEqual(found);
  });

  it('of people refuses somebody who does not exist, and a name that no app declared', async () => {
    expect(await refusal('work.waitingFor = nobody-ned')).toContain(
      "400 The value 'nobody-ned' does not exist",
    );
    expect(await refusal('work.waitingSince = 1')).toContain("400 Field 'work.waitingSince' does not exist");
  });

  it('of a text takes no functions of people', async () => {
    expect(await refusal('work.state = currentUser()')).toContain(
      "400 A value provided by the function 'currentUser'",
    );
  });
});

describe('a JQL function of an app', () => {
  it('is asked once for everybody, and finds for each what is theirs', async () => {
    expect(await keys('agent-ana', 'issue in waitingForMe()')).toEqual(['INC-2041']);
    expect(await keys('commander-cho', 'issue in WAITINGFORME()')).toEqual(['INC-2041', 'REQ-2188']);
    const clause = {
      field: 'issue',
      type: ['issue'],
      operator: 'in',
      functionName: 'waitingForMe',
      arguments: [],
    };
    expect(asked).toEqual([{ module: 'mine', clause: { precomputationId: expect.any(String), clause } }]);
  });

  it('is asked for each operator, field and list of arguments on its own', async () => {
    for (const jql of [
      'in waitingForMe()',
      'in waitingForMe(a)',
      'not in waitingForMe()',
      'in waitingForMe(a)',
    ])
      await keys('agent-ana', `key ${jql}`);
    await keys('agent-ana', 'parent in waitingForMe()');
    expect(
      asked
        .map(({ clause }) => JSON.stringify(clause['clause']))
        .map((text) =>
          /"field":"(\w+)".*"operator":"([\w ]+)".*"arguments":(\S+)\}/.exec(text)?.slice(1).join(' '),
        ),
    ).toEqual(['key in []', 'key in ["a"]', 'key not in []', 'parent in []']);
  });

  it('stands in for its clause among others, also negated, counted and sent by POST', async () => {
    answer = () => ({ jql: 'work.state = open OR work.state = closed' });
    const jql = 'issue in waitingForMe() AND project = REQ';
    expect(await keys('agent-ana', jql)).toEqual(['REQ-2188']);
    expect(await keys('agent-ana', `work.state is not EMPTY AND NOT (${jql})`)).toEqual(['INC-2041']);
    expect((await site.send('agent-ana', 'POST search/approximate-count', { jql })).body).toEqual({
      count: 1,
    });
    const found = await site.send('agent-ana', 'POST search/jql', { jql, fields: ['key'] });
    expect(listIn(found.body, 'issues')).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });

  it('may stand in a query more than once', async () => {
    answer = (payload) => ({
      jql: JSON.stringify(payload).includes('open') ? 'work.state = open' : 'work.state = closed',
    });
    const jql = 'issue in waitingForMe(open) OR issue in waitingForMe(closed)';
    expect(await keys('agent-ana', jql)).toEqual(['INC-2041', 'REQ-2188']);
    expect(asked).toHaveLength(2);
  });

  it('is asked again a week after its last use', async () => {
    const jql = 'issue in waitingForMe()';
    await keys('agent-ana', jql);
    site.clock.advance(6 * 86_400_000);
    await keys('agent-ana', jql);
    site.clock.advance(6 * 86_400_000);
    await keys('agent-ana', jql);
    expect(asked).toHaveLength(1);
    site.clock.advance(7 * 86_400_000);
    await keys('agent-ana', jql);
    expect(asked).toHaveLength(2);
  });

  it.each<[what: string, answered: () => unknown, shown: string]>([
    ['the words of the app', () => ({ error: 'Ask for issues.' }), '400 Ask for issues.'],
    [
      'that the app failed',
      () => {
        throw new Error('secret');
      },
      "400 The function 'waitingForMe' could not be evaluated.",
    ],
    [
      'that the app answered nothing',
      () => undefined,
      "400 The function 'waitingForMe' could not be evaluated.",
    ],
    [
      'that the app answered no text',
      () => ({ jql: 3 }),
      "400 The function 'waitingForMe' could not be evaluated.",
    ],
  ])('shows %s, and asks again after a minute', async (_what, answered, shown) => {
    answer = answered;
    expect(await refusal('issue in waitingForMe()')).toBe(shown);
    answer = () => ({ jql: 'work.state = open' });
    expect(await refusal('issue in waitingForMe()')).toBe(shown);
    site.clock.advance(60_000);
    expect(await keys('agent-ana', 'issue in waitingForMe()')).toEqual(['INC-2041']);
    expect(reported).toHaveLength(shown.includes('could not') ? 1 : 0);
  });

  it('keeps an error that the app wants kept', async () => {
    answer = () => ({ error: 'Never.', storeErrorAsPrecomputation: true });
    await refusal('issue in waitingForMe()');
    site.clock.advance(86_400_000);
    expect(await refusal('issue in waitingForMe()')).toBe('400 Never.');
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['no JQL', 'this is not'],
    ['an order', 'project = INC order by key'],
    ['nothing', ''],
    ['a field that is not there', 'nothing = 1'],
  ])('is refused when it stands for %s', async (_what, jql) => {
    answer = () => ({ jql });
    expect(await refusal('issue in waitingForMe()')).toMatch(
      /^400 (The function 'waitingForMe' stands for|Field 'nothing')/,
    );
  });

  it.each([
    ['in a list', 'issue in (INC-1, waitingForMe())'],
    ['inside of what another stands for', 'issue in waitingForMe()'],
  ])('is refused with 501 %s', async (_what, jql) => {
    answer = () => ({ jql: 'issue in ofTeam(a)' });
    expect(await refusal(jql)).toMatch(/^501 .*(waitingForMe|ofTeam)\(\)/);
  });

  it.each([
    ['another field', 'project in waitingForMe()', "A value provided by the function 'waitingForMe'"],
    [
      'another operator',
      'issue not in ofTeam(a)',
      "The operator 'not in' is not supported by the function 'ofTeam'",
    ],
    ['too many arguments', 'issue in waitingForMe(a, b)', "expected '0' to '1' arguments but received '2'"],
    ['too few arguments', 'issue in ofTeam()', "expected '1' to '2' arguments but received '0'"],
    ['an unknown name', 'issue in waitingForYou()', "Unable to find JQL function 'waitingForYou()'"],
    ['a name of Jira itself', 'issue in membersOf(x)', 'A value provided by the function'],
  ])('is refused with 400, the app not asked, for %s', async (_what, jql, message) => {
    expect(await refusal(jql)).toContain(message);
    expect(asked).toEqual([]);
  });

  it('asks at most fifty times for one query', async () => {
    const uses = (count: number) =>
      Array.from({ length: count }, (_, n) => `issue in waitingForMe(a${n})`).join(' OR ');
    expect(await refusal(uses(51))).toContain('too many functions');
    expect(asked).toHaveLength(50);
    expect(await keys('agent-ana', uses(50))).toEqual(['INC-2041']);
  });
});
