import { expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';
import { z } from 'zod';
import type { Person } from './people';
import { openFrame } from './visits';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const ResultSchema = z.array(z.object({ id: z.string(), nodes: z.array(z.string()) }));

/** What axe finds, colour contrast included. The panel stands under Jira's own h1, so it needs none of its own. */
async function faults(frame: Frame): Promise<unknown> {
  await frame.evaluate(AXE);
  const found: unknown = await frame.evaluate(
    `axe.run(document, { rules: { 'page-has-heading-one': { enabled: false } } })
      .then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })))`,
  );
  return ResultSchema.parse(found);
}

const overflow = (frame: Frame): Promise<unknown> =>
  frame.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** Ends when no colour is on its way from one mode to the other any more. */
const TRANSITIONS = `Promise.allSettled(
  document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished))`;

/** Both widths and both colour modes; colours do not depend on the width, so two looks show all four. */
const LOOKS = [
  { width: 360, theme: 'dark' },
  { width: 1200, theme: 'light' },
] as const;

/** What this person sees is accessible and fits, narrow and wide, dark and light. */
export async function expectSound(person: Person): Promise<void> {
  const { page } = person;
  const frame = await openFrame(person);
  for (const { width, theme } of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    await frame.locator(`html[data-color-mode="${theme}"]`).waitFor({ state: 'attached' });
    await frame.evaluate(TRANSITIONS);
    const seen = {
      look: `${width} px, ${theme}`,
      faults: await faults(frame),
      overflow: await overflow(frame),
      pageOverflow: await page.evaluate('Math.max(0, document.documentElement.scrollWidth - innerWidth)'),
    };
    expect(seen).toEqual({ look: seen.look, faults: [], overflow: 0, pageOverflow: 0 });
  }
}
