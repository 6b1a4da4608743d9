import type { ProductAnswer, ProductRequest } from '../bridge/product-request';
import { request } from './http';
import { numberOf, pick, pickText, recordOf } from './json';

/** Calls Jira for a frame as the acting user. Jira's refusals are answers; raises RequestFailure when the site itself refuses. */
export async function callProduct(call: ProductRequest): Promise<ProductAnswer> {
  const answer = await request('/_local/product', call);
  const headers = Object.entries(recordOf(pick(answer, 'headers'))).map(([name, text]) => [
    name,
    String(text),
  ]);
  return {
    status: numberOf(pick(answer, 'status')) ?? 500,
    statusText: '',
    headers: Object.fromEntries<string>(headers.flatMap(([name = '', text = '']) => [[name, text] as const])),
    body: pickText(answer, 'body'),
  };
}
