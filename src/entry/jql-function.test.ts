import { describe, expect, it } from '@jest/globals';
import { jqlWaitingForMe } from './jql-function';

const clause = {
  field: 'issue',
  type: ['issue'],
  operator: 'in',
  functionName: 'aiHandoffsWaitingForMe',
  arguments: [],
};
const ask = (changes: object) =>
  jqlWaitingForMe({ precomputationId: 'p-1', clause: { ...clause, ...changes } });

describe('aiHandoffsWaitingForMe()', () => {
  it.each(['issue', 'key', 'issuekey', 'ID'])('is for the field %s, whoever searches', async (field) => {
    expect(await ask({ field })).toEqual({ jql: 'issue.property[ai-handoff].waitingFor = currentUser()' });
  });

  it('finds for not in also what waits for nobody', async () => {
    expect(await ask({ operator: 'not in' })).toEqual({
      jql: '(issue.property[ai-handoff].waitingFor is EMPTY OR issue.property[ai-handoff].waitingFor != currentUser())',
    });
  });

  it.each<[string, object]>([
    ['another operator', { operator: '=' }],
    ['an argument', { arguments: ['agent-ana'] }],
    ['the parent', { field: 'parent' }],
    ['a field that is no text', { field: null }],
    ['no list of arguments', { arguments: 'agent-ana" OR project = SEC' }],
  ])('answers with an error, and no JQL, for %s', async (_what, changes) => {
    expect(Object.keys(await ask(changes))).toEqual(['error']);
  });

  it.each([undefined, null, 'issue', [], { clause: null }])(
    'answers with an error for %j',
    async (payload) => {
      expect(Object.keys(await jqlWaitingForMe(payload))).toEqual(['error']);
    },
  );
});
