import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { SERVED_OPERATIONS, type OperationId } from './openapi';
import { createTestSite, type TestSite } from './testing';
import { EXAMPLES, fill, prepare, type Example, type Ids } from './examples/examples';
import { withSupplement, type Spec } from './examples/supplement';

const SHARED = resolve(__dirname, '../../../shared');
const CONTRACT = resolve(SHARED, 'tools/contract.mjs');

/** Served beyond the published document that is at hand: their answers have no schema to keep to. */
const NOT_IN_DOCUMENT: readonly OperationId[] = [
  'getUserGroups',
  'getAllStatuses',
  'deleteIssue',
  'getCommentsByIds',
  'countIssues',
];

interface Contract {
  find(method: string, path: string): { readonly op: { readonly operationId: string } } | undefined;
  checkResponse(route: object, status: number, body: unknown): string[];
  checkRequest(route: object, request: { readonly query: object; readonly body: unknown }): string[];
}

interface ContractModule {
  readonly loadSpec: (path: string) => Spec;
  Contract: new (spec: unknown, options: object) => Contract;
}

const isGood = ({ status }: Example) => status < 400;
const IDS = SERVED_OPERATIONS.map(({ id }) => id);

describe('examples', () => {
  it.each(IDS)('hold a good and a bad one of %s', (id) => {
    const own = EXAMPLES.filter((example) => example.id === id);
    expect(own.filter(isGood).length).toBeGreaterThan(0);
    expect(own.filter((example) => !isGood(example)).length).toBeGreaterThan(0);
  });
});

if (!existsSync(CONTRACT)) {
  it.todo('answers %s as documented: the contract checker of ../shared is not on this machine');
} else describe('every operation', checkAll);

function checkAll(): void {
  let contract: Contract;
  let site: TestSite;
  let ids: Ids;

  beforeAll(async () => {
    contract = await loadContract();
    site = createTestSite();
    ids = await prepare(site);
  });

  it('is in the document or its supplement, or in the list of those that are not', () => {
    const unknown = SERVED_OPERATIONS.filter(({ method, path }) => {
      const route = contract.find(method, path.replace(/\{\w+\}/g, 'x'));
      return route === undefined;
    });
    expect(unknown.map(({ id }) => id)).toEqual(NOT_IN_DOCUMENT);
  });

  it('is checked by something that can fail', () => {
    const myself = contract.find('GET', '/rest/api/3/myself') ?? {};
    expect(contract.checkResponse(myself, 200, { accountId: 1 })).not.toEqual([]);
    expect(contract.checkRequest(myself, { query: { made: 'up' }, body: undefined })).not.toEqual([]);
    const role = contract.find('GET', '/rest/api/3/project/INC/role/10105') ?? {};
    expect(contract.checkResponse(role, 200, { name: 'a role without its actors' })).not.toEqual([]);
  });

  it.each(IDS)('answers %s as documented', async (id) => {
    for (const example of EXAMPLES.filter((each) => each.id === id)) {
      const { request, body } = fill(example, ids);
      const answer = await site.attempt(example.who, request, body);
      expect([request, example.who, answer.status]).toEqual([request, example.who, example.status]);
      if (NOT_IN_DOCUMENT.includes(id)) continue;
      const [method = '', url = ''] = request.split(' ');
      const { pathname, searchParams } = new URL(url, 'http://site');
      const route = contract.find(method, pathname);
      expect(route?.op.operationId).toBe(id);
      if (!route) continue;
      expect(contract.checkResponse(route, answer.status, answer.body)).toEqual([]);
      if (isGood(example)) {
        const query = Object.fromEntries(searchParams);
        expect(contract.checkRequest(route, { query, body })).toEqual([]);
      }
    }
  });
}

async function loadContract(): Promise<Contract> {
  const loaded: unknown = await import(CONTRACT);
  // Checked edge: the checker is outside the project and has no types.
  const { Contract, loadSpec } = loaded as ContractModule;
  const responseRequired: unknown = JSON.parse(
    readFileSync(resolve(SHARED, 'jira/response-required.json'), 'utf8'),
  );
  const spec = loadSpec(resolve(SHARED, 'jira/jira-rest.openapi.json'));
  return new Contract(withSupplement(spec), { Ajv, addFormats, responseRequired });
}
