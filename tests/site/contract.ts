import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { withSupplement, type Spec } from '../../local/jira/examples/supplement';
import { isCut, type Exchange } from './exchanges';

/** Atlassian's documents lie beside the repository where the project is built; they are not ours to ship. */
const SHARED = join(process.cwd(), '../shared');

interface Checker {
  find(method: string, path: string): object | undefined;
  checkRequest(route: object, request: { query: object; body: unknown }): string[];
  checkResponse(route: object, status: number, body: unknown): string[];
}

interface CheckerModule {
  readonly loadSpec: (path: string) => Spec;
  readonly Contract: new (spec: unknown, options: object) => Checker;
}

/** Operations of Jira's full document that the trimmed one beside the repository and its supplement leave out. */
const NOT_IN_DOCUMENT = [
  /^GET \/rest\/api\/3\/project\/[^/]+\/statuses$/,
  /^GET \/rest\/api\/3\/user\/groups$/,
  /^POST \/rest\/api\/3\/comment\/list$/,
  /^POST \/rest\/api\/3\/search\/approximate-count$/,
  /^DELETE \/rest\/api\/3\/issue\/[^/]+$/,
];

const read = (path: string): unknown => JSON.parse(readFileSync(join(SHARED, path), 'utf8'));

/** Judges exchanges by Atlassian's OpenAPI document, in both directions, and by the ADF schema; a side whose body was cut is passed over. */
export interface Judge {
  /** One line a violation. */
  judge(exchange: Exchange): readonly string[];
}

const CHECKER = join(SHARED, 'tools/contract.mjs');

/** Whether Atlassian's documents are on this machine. */
export const hasDocuments = (): boolean => existsSync(CHECKER);

/** The judge; only where `hasDocuments`. */
export async function createJudge(): Promise<Judge> {
  const loaded: unknown = await import(CHECKER);
  // Checked edge: the checker is outside the project and has no types.
  const { Contract, loadSpec } = loaded as CheckerModule;
  const responseRequired = read('jira/response-required.json');
  const document = loadSpec(join(SHARED, 'jira/jira-rest.openapi.json'));
  const checker = new Contract(withSupplement(document), { Ajv, addFormats, responseRequired });
  const adf = createAdfCheck();
  return {
    judge(exchange) {
      const { by, method, path, status } = exchange;
      const problems = [
        ...judgeShape(checker, exchange),
        ...documentsIn(exchange.request).flatMap((document) => adf(document, 'request')),
        ...documentsIn(exchange.response).flatMap((document) => adf(document, 'answer')),
      ];
      return problems.map((problem) => `${by}: ${method} ${path} ${status}: ${problem}`);
    },
  };
}

function judgeShape(checker: Checker, { method, path, request, status, response }: Exchange): string[] {
  const { pathname, searchParams } = new URL(path, 'http://site');
  const route = checker.find(method, pathname);
  if (!route) {
    const isLeftOut = NOT_IN_DOCUMENT.some((pattern) => pattern.test(`${method} ${pathname}`));
    return isLeftOut ? [] : ['no such operation'];
  }
  const query = Object.fromEntries(searchParams);
  const wrongRequest = isCut(request) ? [] : checker.checkRequest(route, { query, body: request });
  const wrongAnswer = isCut(response) ? [] : checker.checkResponse(route, status, response);
  return [
    ...wrongRequest.map((problem) => `request: ${problem}`),
    ...wrongAnswer.map((problem) => `answer: ${problem}`),
  ];
}

/** Every Atlassian Document inside a body, wherever it stands. */
function documentsIn(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('type' in value && value.type === 'doc' && 'content' in value) return [value];
  return Object.values(value).flatMap(documentsIn);
}

function createAdfCheck(): (document: object, where: string) => string[] {
  const validate = new AjvDraft04({ strict: false }).compile(read('jira/adf-full.schema.json') as object);
  return (document, where) =>
    validate(document)
      ? []
      : [`${where}: ADF ${validate.errors?.[0]?.instancePath ?? ''} ${validate.errors?.[0]?.message ?? ''}`];
}
