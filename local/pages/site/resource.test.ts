import { describe, expect, it } from '@jest/globals';
import { RequestFailure } from './http';
import { createResource } from './resource';

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A load that gives these answers one after the other. */
function answering(...answers: readonly unknown[]): () => Promise<unknown> {
  let index = 0;
  return async () => {
    const answer = answers[index];
    index += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

describe('createResource', () => {
  it('loads when it is first followed, and once for many followers', async () => {
    const resource = createResource(answering({ n: 1 }, { n: 2 }));
    resource.subscribe(() => undefined);
    resource.subscribe(() => undefined);
    await settled();
    expect(resource.get()).toEqual({ value: { n: 1 } });
  });

  it('tells nobody when the answer is equal', async () => {
    const resource = createResource(answering({ n: 1 }, { n: 1 }));
    await resource.reload();
    const before = resource.get();
    await resource.reload();
    expect(resource.get()).toBe(before);
  });

  it('keeps the value through a failure that may pass', async () => {
    const resource = createResource(answering({ n: 1 }, new RequestFailure(503, 'busy'), new TypeError('x')));
    await resource.reload();
    await resource.reload();
    await resource.reload();
    expect(resource.get()).toEqual({ value: { n: 1 } });
  });

  it('shows a refusal in the place of the value', async () => {
    const resource = createResource(answering({ n: 1 }, new RequestFailure(404, 'gone')));
    await resource.reload();
    await resource.reload();
    expect(resource.get()).toEqual({ failure: new RequestFailure(404, 'gone') });
  });

  it('drops an answer that a newer load has overtaken', async () => {
    const ends: ((value: string) => void)[] = [];
    const resource = createResource(() => new Promise<string>((resolve) => ends.push(resolve)));
    const first = resource.reload();
    const second = resource.reload();
    ends[1]?.('new');
    ends[0]?.('old');
    await Promise.all([first, second]);
    expect(resource.get()).toEqual({ value: 'new' });
  });
});
