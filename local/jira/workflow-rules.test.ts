import { beforeEach, describe, expect, it } from '@jest/globals';
import { parseExpression } from '../expressions/expression-parser';
import { WORKFLOW_RULE } from '../expressions/languages';
import { NO_MODULES, type WorkflowRule } from './app-modules';
import { createTestSite, doc, listIn, textIn, type TestSite } from './testing';

const rule = (key: string, kind: WorkflowRule['kind'], expression: string): WorkflowRule => ({
  key,
  name: key,
  kind,
  expression: parseExpression(expression, WORKFLOW_RULE),
  errorMessage: kind === 'validator' ? `Refused by ${key}.` : '',
  projectTypes: ['company-managed'],
});

const RULES: readonly WorkflowRule[] = [
  rule('only-cho', 'condition', "user != null && user.accountId == 'commander-cho'"),
  rule('not-loud', 'validator', "issue.summary != 'LOUD'"),
  rule('was-loud', 'validator', "originalIssue.summary == 'LOUD'"),
  rule('flagged', 'validator', "issue.properties['flag'] == 'go'"),
  rule('fails', 'condition', "issue.properties['none'].a == 1"),
  rule('fails-too', 'validator', "issue.properties['none'].a == 1"),
  rule('no-boolean', 'validator', 'issue.key'),
  rule(
    'reads-all',
    'condition',
    "issue.key == 'INC-2041' && issue.id > 0 && issue.status.name == 'In progress' && issue.issueType.name == 'Incident' && project.key == 'INC' && transition.name == 'Wait' && config == null && workflow != null",
  ),
  { ...rule('team-only', 'condition', 'true'), projectTypes: ['team-managed'] },
];

let site: TestSite;
let reported: string[];
const connect = (rules: readonly WorkflowRule[]) =>
  site.jira.connect({
    modules: { ...NO_MODULES, rules },
    callFunction: async () => undefined,
    report: (text) => reported.push(text),
  });

beforeEach(() => {
  site = createTestSite();
  reported = [];
  connect(RULES);
});

const WAIT = '21';
const RESOLVE = '41';
const attach = (name: string, transition = 'Wait') =>
  site.jira.attachRule({ project: 'INC', transition, rule: name });

async function offered(who: string, query = ''): Promise<readonly string[]> {
  const { body } = await site.send(who, `GET issue/INC-2041/transitions${query}`);
  return listIn(body, 'transitions').map((each) => textIn(each, 'name'));
}

const move = (who: string, id = WAIT, more: object = {}) =>
  site.send(who, 'POST issue/INC-2041/transitions', { transition: { id }, ...more });

describe('a condition of an app', () => {
  it('hides its transition from whom it does not hold for, and refuses them to make it', async () => {
    attach('only-cho');
    expect(await offered('agent-ana')).not.toContain('Wait');
    expect(await offered('commander-cho')).toContain('Wait');
    expect(await move('agent-ana')).toMatchObject({
      status: 400,
      body: { errorMessages: ["Transition id '21' is not valid for this issue."] },
    });
    expect(site.events).toEqual([]);
    expect((await move('commander-cho')).status).toBe(204);
  });

  it('holds for the app too', async () => {
    attach('only-cho');
    expect((await move('app')).status).toBe(400);
  });

  it('marks its transition as conditional, and shows it as unavailable to whom asks for those', async () => {
    attach('only-cho');
    const { body } = await site.send(
      'agent-ana',
      'GET issue/INC-2041/transitions?includeUnavailableTransitions=true',
    );
    const shown = listIn(body, 'transitions').map(({ name, isAvailable, isConditional }) => ({
      name,
      isAvailable,
      isConditional,
    }));
    expect(shown).toContainEqual({ name: 'Wait', isAvailable: false, isConditional: true });
    expect(shown).toContainEqual({ name: 'Resolve', isAvailable: true, isConditional: false });
  });

  it('leaves other transitions, issue types and projects alone', async () => {
    attach('only-cho');
    expect(await offered('agent-ana')).toContain('Resolve');
    const { body } = await site.send(
      'agent-ana',
      'GET issue/REQ-2188/transitions?includeUnavailableTransitions=true',
    );
    expect(listIn(body, 'transitions').every(({ isAvailable }) => isAvailable === true)).toBe(true);
  });

  it('reads issue, project and transition', async () => {
    attach('reads-all');
    expect(await offered('agent-ana')).toContain('Wait');
    attach('reads-all', 'Resolve');
    expect(await offered('agent-ana')).not.toContain('Resolve');
  });

  it('that fails does not hold, and the log says why', async () => {
    attach('fails');
    expect(await offered('agent-ana')).not.toContain('Wait');
    expect(reported).toEqual([
      'condition "fails" failed on INC-2041 and is false: the property "a" is not there',
    ]);
  });
});

describe('a validator of an app', () => {
  it('offers its transition and refuses to make it, in the words of the app', async () => {
    attach('flagged');
    expect(await offered('agent-ana')).toContain('Wait');
    expect(await move('agent-ana')).toMatchObject({
      status: 400,
      body: { errorMessages: ['Refused by flagged.'], errors: {} },
    });
    expect(site.events).toEqual([]);
    await site.send('agent-ana', 'PUT issue/INC-2041/properties/flag', 'go');
    expect((await move('agent-ana')).status).toBe(204);
  });

  it('says the words of every one that is false', async () => {
    attach('flagged');
    attach('was-loud');
    const { body } = await move('agent-ana');
    expect(body).toMatchObject({ errorMessages: ['Refused by flagged.', 'Refused by was-loud.'] });
  });

  it('sees what came along on the screen, and what was there before', async () => {
    attach('was-loud', 'Resolve');
    attach('not-loud', 'Resolve');
    await site.send('agent-ana', 'PUT issue/INC-2041', { fields: { summary: 'LOUD' } });
    expect((await move('agent-ana', RESOLVE)).body).toMatchObject({
      errorMessages: ['Refused by not-loud.'],
    });
    const comment = [{ add: { body: doc('text') } }];
    expect((await move('agent-ana', RESOLVE, { update: { comment } })).status).toBe(400);
    const { body } = await site.send('agent-ana', 'GET issue/INC-2041/comment');
    expect(JSON.stringify(body)).not.toContain('"text":"text"');
  });

  it.each(['fails-too', 'no-boolean'])('is false when it is broken, and the log says so: %s', async (key) => {
    attach(key);
    expect((await move('agent-ana')).body).toMatchObject({ errorMessages: [`Refused by ${key}.`] });
    expect(reported).toHaveLength(1);
    expect(reported[0]).toContain(`validator "${key}" failed on INC-2041`);
  });
});

describe('rules on transitions', () => {
  it('are put on every type of the project that has the transition, once', () => {
    const entry = {
      project: 'INC',
      transition: 'Reopen',
      rule: 'flagged',
      kind: 'validator',
      isInstalled: true,
    };
    const order = { project: 'INC', transition: 'reopen', rule: 'flagged' };
    const both = [
      { ...entry, issueType: 'Incident', transitionId: '61' },
      { ...entry, issueType: 'Approval', transitionId: '101' },
    ];
    expect(site.jira.attachRule(order)).toEqual(both);
    site.jira.attachRule(order);
    expect(site.jira.rules()).toHaveLength(2);
    site.jira.clearRules();
    expect(site.jira.rules()).toEqual([]);
    expect(site.jira.attachRule({ ...order, transition: '101', issueType: 'approval' })).toEqual(
      both.slice(1),
    );
  });

  it.each([
    ['project', { project: 'NOPE' }, /^no project NOPE; there is .*INC/],
    ['rule', { rule: 'nope' }, /^no rule nope; there is only-cho, /],
    ['transition', { transition: 'Nope' }, /^no transition Nope; there is Start work, /],
    ['issue type', { issueType: 'Nope' }, /^no issue type Nope; there is Incident, Approval$/],
    ['rule of another kind of project', { rule: 'team-only' }, /^the rule team-only is for team-managed/],
  ])('are refused for an unknown %s', (_what, change, message) => {
    const order = { project: 'INC', transition: 'Wait', rule: 'flagged', ...change };
    expect(site.jira.attachRule(order)).toEqual({ refusal: expect.stringMatching(message) });
    expect(site.jira.rules()).toEqual([]);
  });

  it('are gone after a reset', () => {
    attach('flagged');
    site.jira.seed('demo');
    expect(site.jira.rules()).toEqual([]);
  });

  it('of an app that is not installed any more are false, as on Jira', async () => {
    attach('flagged');
    attach('only-cho', 'Resolve');
    connect([]);
    expect(site.jira.rules()).toMatchObject([{ isInstalled: false }, { isInstalled: false }]);
    expect(await offered('commander-cho')).toContain('Wait');
    expect((await move('commander-cho')).body).toMatchObject({
      errorMessages: ['The app that provides a rule of this transition is not installed.'],
    });
    expect(await offered('commander-cho')).not.toContain('Resolve');
  });
});
