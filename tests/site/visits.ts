import { expect } from '@jest/globals';
import type { Frame, FrameLocator } from 'playwright-core';
import { asPerson, type Person, type Seat } from './people';

/** The app's frame on a page that has no other. */
export const frameOf = (person: Person): FrameLocator => person.page.locator('iframe').first().contentFrame();

/** The same frame once it is there, to evaluate in: outside the page's content security policy, as the app's own code would. */
export async function openFrame({ page }: Person): Promise<Frame> {
  const handle = await page.waitForSelector('iframe');
  const frame = await handle.contentFrame();
  if (frame === null) throw new Error('the page has no frame of the app');
  return frame;
}

/** Somebody on an issue's page. */
export async function visit(seat: Seat, accountId: string, issueKey: string): Promise<Person> {
  const person = await asPerson(seat, accountId);
  await person.open(`/browse/${issueKey}`);
  return person;
}

/** People leave whose browsers had nothing to complain about. */
export async function leave(...people: readonly Person[]): Promise<void> {
  for (const person of people) {
    expect(person.complaints).toEqual([]);
    await person.close();
  }
}
