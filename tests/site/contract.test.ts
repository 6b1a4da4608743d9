import { beforeAll, describe, expect, it } from '@jest/globals';
import { Traffic } from '../../local/forge/traffic';
import { createJudge, hasDocuments, type Judge } from './contract';
import type { Exchange } from './exchanges';

const doc = (...content: readonly object[]) => ({ type: 'doc', version: 1, content });
const said = (text: string) => doc({ type: 'paragraph', content: [{ type: 'text', text }] });
const comment = (exchange: Partial<Exchange>): Exchange => ({
  by: 'app',
  method: 'POST',
  path: '/rest/api/3/issue/INC-1/comment',
  request: { body: said('x') },
  status: 400,
  response: { errorMessages: ['x'], errors: {} },
  ...exchange,
});

const WRONG: readonly (readonly [what: string, exchange: Exchange, problem: RegExp])[] = [
  ['an operation that Jira does not have', comment({ path: '/rest/api/3/robots' }), /no such operation/],
  [
    'a query parameter that is not documented',
    comment({ path: '/rest/api/3/myself?a=1', method: 'GET', request: undefined }),
    /request: unknown query parameter a/,
  ],
  ['a body where none is', comment({ path: '/rest/api/3/myself', method: 'GET' }), /request: body sent/],
  [
    'a request property of the wrong type',
    comment({ request: { body: said('x'), visibility: 'all' } }),
    /request: body\/visibility/,
  ],
  [
    'an answer without what Jira always sends',
    comment({ status: 201, response: { id: '1' } }),
    /answer: \/ must have/,
  ],
  ['an error that is no error collection', comment({ response: { message: 'x' } }), /answer: error body/],
  ['an ADF text without characters', comment({ request: { body: said('') } }), /request: ADF/],
  [
    'an ADF node that does not exist',
    comment({ request: { body: doc({ type: 'marquee' }) } }),
    /request: ADF/,
  ],
];

/** What the traffic log keeps of a body that is too long for it. */
const CUT = ((): unknown => {
  const traffic = new Traffic();
  traffic.record({
    at: '2026-05-14T09:00:00.000Z',
    door: 'jira',
    provider: 'app',
    accountId: null,
    method: 'GET',
    path: '/rest/api/3/myself',
    request: null,
    status: 200,
    response: { text: 'x'.repeat(100_000) },
    ms: 1,
    invocation: 'i-1',
  });
  return traffic.since(0)[0]?.response;
})();

describe('the judge of exchanges with Jira', () => {
  if (!hasDocuments()) {
    it.todo('needs Atlassian’s OpenAPI document, which is not on this machine');
    return;
  }
  let judge: Judge;
  beforeAll(async () => {
    judge = await createJudge();
  });

  it('passes what keeps to the document', () => {
    expect(judge.judge(comment({}))).toEqual([]);
  });

  it('passes over a body that the traffic log cut, and judges the other side', () => {
    expect(judge.judge(comment({ status: 201, response: CUT }))).toEqual([]);
    expect(judge.judge(comment({ request: CUT }))).toEqual([]);
    expect(judge.judge(comment({ request: { body: said('') }, response: CUT })).join('\n')).toMatch(
      /request: ADF/,
    );
    expect(judge.judge(comment({ request: CUT, response: { message: 'x' } })).join('\n')).toMatch(
      /answer: error body/,
    );
  });

  it.each(WRONG)('finds %s', (_what, exchange, problem) => {
    expect(judge.judge(exchange).join('\n')).toMatch(problem);
  });
});
