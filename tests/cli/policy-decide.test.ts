import { afterAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { stringify } from 'yaml';
import { z } from 'zod';
import type { PolicyDocument } from '../../src/contract/policy';
import { DEFAULT_POLICY } from '../../src/domain/policy/default-policy';
import { newDataDir, runTool } from '../site/run-program';

const FILE = join(__dirname, '../../../shared/jira/public-issues.jsonl.gz');
const isThere = existsSync(FILE);
if (!isThere) {
  process.stdout.write(
    'skipped policy:decide over public issues: ../shared/jira/public-issues.jsonl.gz is not beside this repository\n',
  );
}

const folder = newDataDir();

const AnswerSchema = z.strictObject({
  issueKey: z.string(),
  operation: z.string(),
  outcome: z.enum(['eligible', 'approval-bound', 'blocked']),
  reasons: z
    .array(
      z.strictObject({
        ruleId: z.string().min(1),
        category: z.enum(['severity', 'data', 'control']),
        observed: z.string().min(1),
        threshold: z.string().min(1),
      }),
    )
    .min(1),
  policyVersion: z.number(),
});
type Answer = z.infer<typeof AnswerSchema>;

const IssueSchema = z.object({
  key: z.string(),
  fields: z.object({ priority: z.object({ name: z.string() }).nullish() }),
});

const answersIn = (out: string): readonly Answer[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => AnswerSchema.parse(JSON.parse(line)));

/** An incident of the demo site; `over` names what differs. */
const lineOf = (over: object = {}, fields: object = {}): string =>
  JSON.stringify({
    issue: {
      id: '20041',
      key: 'INC-2041',
      fields: {
        project: { key: 'INC' },
        issuetype: { name: 'Incident' },
        priority: { name: 'High' },
        customfield_10051: { value: 'Internal' },
        assignee: { accountId: 'agent-ben', active: true },
        labels: [],
        components: [],
        ...fields,
      },
    },
    operation: 'gather-diagnostics',
    ...over,
  });

function fileOf(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const night: PolicyDocument['rules'][number] = {
  id: 'night-1',
  priority: 1,
  category: 'control',
  when: {
    during: [{ type: 'weekly', days: ['mon'], from: '22:00', to: '06:00', timeZone: 'Europe/Berlin' }],
  },
  effect: { type: 'block' },
  because: 'Nobody looks at night.',
  threshold: 'By day',
};
const withNight: PolicyDocument = { ...DEFAULT_POLICY, rules: [...DEFAULT_POLICY.rules, night] };

const decided = async (args: readonly string[], stdin: string): Promise<readonly Answer[]> => {
  const { code, out, err } = await runTool('policy-decide', args, { stdin });
  expect([code, err]).toEqual([0, '']);
  return answersIn(out);
};

describe('policy:decide', () => {
  it('decides every offered operation where none is named, and refuses one that is not in the list', async () => {
    const { out } = await runTool('policy-decide', [], {
      stdin: [lineOf({ operation: undefined }), lineOf({ operation: 'close-ticket' })].join('\n'),
    });
    const lines = out.trim().split('\n');
    const offers = DEFAULT_POLICY.kinds.find(({ kind }) => kind === 'incident')?.offers ?? [];
    expect(answersIn(lines.slice(0, -1).join('\n')).map(({ operation }) => operation)).toEqual(offers);
    expect(JSON.parse(lines.at(-1) ?? '')).toEqual({
      error: { code: 'unknown-operation', message: expect.stringMatching(/./u) },
      line: 2,
    });
  });

  it.each([
    ['json', JSON.stringify(withNight)],
    ['yaml', stringify(withNight)],
  ])('takes a policy as %s, and the time of a line', async (type, text) => {
    const file = fileOf(`night.${type}`, text);
    const times = ['2026-11-02T20:59:59Z', '2026-11-02T21:00:00Z', '2026-11-03T05:00:00Z'];
    const answers = await decided(['--policy', file], times.map((at) => lineOf({ at })).join('\n'));
    expect(answers.map(({ outcome }) => outcome)).toEqual(['eligible', 'blocked', 'eligible']);
    expect(answers[1]?.reasons[0]?.ruleId).toBe('night-1');
  });

  it('samples an issue by its id, and always one that has none', async () => {
    const sampling: PolicyDocument = {
      ...DEFAULT_POLICY,
      rules: [
        ...DEFAULT_POLICY.rules,
        { ...night, id: 'sample-1', when: {}, effect: { type: 'sample', percent: 50 } },
      ],
    };
    const file = fileOf('sample.json', JSON.stringify(sampling));
    const at = '2026-11-02T12:00:00Z';
    const lines = Array.from({ length: 60 }, (_, number) => {
      const line = z.object({ issue: z.looseObject({}) }).parse(JSON.parse(lineOf()));
      const id = number < 30 ? String(number) : undefined;
      return JSON.stringify({ operation: 'gather-diagnostics', at, issue: { ...line.issue, id } });
    });
    const outcomes = (await decided(['--policy', file], lines.join('\n'))).map(({ outcome }) => outcome);
    expect(new Set(outcomes.slice(0, 30))).toEqual(new Set(['eligible', 'approval-bound']));
    expect(new Set(outcomes.slice(30))).toEqual(new Set(['approval-bound']));
  });

  it('counts a requester role as unknown', async () => {
    const roles: PolicyDocument = {
      ...DEFAULT_POLICY,
      rules: [...DEFAULT_POLICY.rules, { ...night, when: { requesterRoles: ['Guests'] } }],
    };
    const [answer] = await decided(['--policy', fileOf('roles.json', JSON.stringify(roles))], lineOf());
    expect(answer?.outcome).toBe('blocked');
  });

  it('refuses a policy with an error before it reads a line, in one line, with exit code 2', async () => {
    const file = fileOf('unread.json', JSON.stringify({ ...DEFAULT_POLICY, governance: [] }));
    const { code, out, err } = await runTool('policy-decide', ['--policy', file], { stdin: lineOf() });
    expect([code, out]).toEqual([2, '']);
    expect(err.trim()).toBe(
      `--policy ${file}: governance: Nobody could read the audit trail. Name at least one person.`,
    );
  });
});

(isThere ? describe : describe.skip)('policy:decide over public issues', () => {
  const counts = new Map<string, number>();

  afterAll(() => {
    const shown = [...counts].sort().map(([outcome, count]) => `${count} ${outcome}`);
    process.stdout.write(`policy:decide over public issues: ${shown.join(', ')}\n`);
  });

  it('gives every issue a decision with a reason', async () => {
    const issues = gunzipSync(readFileSync(FILE)).toString('utf8').trim().split('\n');
    const read = issues.map((line) => IssueSchema.parse(JSON.parse(line)));
    const answers = await decided([], issues.map((line) => `{"issue":${line}}`).join('\n'));
    for (const { outcome } of answers) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    expect(new Set(answers.map(({ issueKey }) => issueKey))).toEqual(new Set(read.map(({ key }) => key)));
    expect(answers.length).toBeGreaterThan(read.length);

    const critical = new Set(
      read.filter(({ fields }) => fields.priority?.name === 'Blocker').map(({ key }) => key),
    );
    const notes = answers.filter(({ operation }) => operation === 'draft-status-note');
    const blocked = notes.filter(({ reasons }) => reasons.some(({ ruleId }) => ruleId === 'sev-3'));
    expect(critical.size).toBeGreaterThan(0);
    expect(new Set(blocked.map(({ issueKey }) => issueKey))).toEqual(critical);
    expect(new Set(blocked.map(({ outcome }) => outcome))).toEqual(new Set(['blocked']));
  }, 60_000);
});
