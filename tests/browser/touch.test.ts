import { describe, expect, it } from '@jest/globals';
import { press } from '../site/acts';
import { ANA, OPERATION } from '../site/at-use-gate';
import { accept, handOff, subtaskOf, viewOf } from '../site/handoffs';
import { asPerson } from '../site/people';
import { openSettings } from '../site/settings-page';
import { useStage } from '../site/stage';
import { leave, openFrame } from '../site/visits';

const stage = useStage();
const BEN = { as: 'agent-ben', issueKey: 'REQ-2188' } as const;
const LONG_MS = 120_000;
const PHONE = { width: 360, theme: 'dark', isPhone: true } as const;

const CONTROLS = `[...document.querySelectorAll('button:enabled, a[href], select, input, textarea')]
  .filter((one) => one.getClientRects().length > 0)`;
const NAME = `(one) => (one.getAttribute('aria-label') ?? one.textContent).trim()`;

/** Controls that a finger misses: lower or narrower than 24 px, with their labels (WCAG 2.2, 2.5.8). */
const SMALL = `(() => {
  const name = ${NAME};
  return ${CONTROLS}
    .map((one) => ({ one, box: (one.type === 'radio' && one.closest('label') || one).getBoundingClientRect() }))
    .filter(({ box }) => box.height < 24 || box.width < 24)
    .map(({ one, box }) => name(one) + ' ' + Math.round(box.width) + 'x' + Math.round(box.height));
})()`;

/** Controls and headings whose ring would leave the frame once the keyboard is on them. */
const CUT_RINGS = `(() => {
  const name = ${NAME};
  return [...${CONTROLS}, ...document.querySelectorAll('[tabindex="-1"]')].filter((one) => {
    one.focus({ preventScroll: true, focusVisible: true });
    const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(one);
    const ring = outlineStyle === 'none' ? 0 : parseFloat(outlineWidth) + parseFloat(outlineOffset);
    const { left, right } = one.getBoundingClientRect();
    return left - ring < 0 || right + ring > document.documentElement.clientWidth;
  }).map(name);
})()`;

/** Choices whose words do not fit their field. */
const CUT_CHOICES = `(() => {
  const pen = document.createElement('canvas').getContext('2d');
  return [...document.querySelectorAll('select')].flatMap((field) => {
    pen.font = getComputedStyle(field).font;
    // The arrow and the space around the words take 40 px.
    return [...field.options].map(({ text }) => text)
      .filter((text) => pen.measureText(text).width > field.clientWidth - 40);
  });
})()`;

/** Where the values of a list of numbers end. */
const RIGHT_EDGES = `[...new Set([...document.querySelectorAll('.counted-row dd')]
  .map((one) => Math.round(one.getBoundingClientRect().right)))]`;

describe('on a phone', () => {
  it(
    'every control of a review is large enough for a finger, no ring of a focus is cut, and no keys are named',
    async () => {
      const { site } = stage();
      const { summary, owner } = await handOff(site, ANA, OPERATION);
      await viewOf(site, ANA, summary.id);
      const reviewer = await asPerson({ ...stage(), ...PHONE }, owner.accountId);
      const { panel, page } = reviewer;
      await reviewer.open(`/browse/${ANA.issueKey}`);
      await panel.locator('.claims .citation').first().press('Enter');
      await press(panel.getByRole('button', { name: /^All sources/u }));
      await press(panel.getByRole('button', { name: 'How this was made' }));
      const frame = await openFrame(reviewer);
      expect(await frame.evaluate(`${CONTROLS}.length`)).toBeGreaterThan(100);
      expect(await frame.evaluate(SMALL)).toEqual([]);
      expect(await frame.evaluate(CUT_RINGS)).toEqual([]);
      await press(panel.getByRole('button', { name: 'Go to your decision' }));
      await page.keyboard.press('Tab');
      expect(await frame.evaluate('document.activeElement.textContent')).toBe('Accept');
      expect(await panel.getByText('Keys:').isVisible()).toBe(false);
      await leave(reviewer);
    },
    LONG_MS,
  );

  it(
    'an approval has room for the words of the comment, and its numbers stand under each other',
    async () => {
      const { site } = stage();
      const { summary, owner } = await handOff(site, BEN, 'prepare-access-packet');
      const owned = { ...BEN, as: owner.accountId };
      await accept(site, owned, await viewOf(site, owned, summary.id));
      const subtask = subtaskOf(await viewOf(site, BEN, summary.id), 'use');
      const approver = await asPerson({ ...stage(), ...PHONE }, 'manager-mia');
      await approver.open(`/browse/${subtask}`);
      const preview = approver.panel.getByRole('region', { name: 'Comment preview' });
      await preview.waitFor();
      expect((await preview.boundingBox())?.width).toBeGreaterThan(280);
      const frame = await openFrame(approver);
      expect(await frame.evaluate(RIGHT_EDGES)).toHaveLength(1);
      expect(await frame.evaluate(SMALL)).toEqual([]);
      expect(await frame.evaluate(CUT_RINGS)).toEqual([]);
      await leave(approver);
    },
    LONG_MS,
  );

  it(
    'the choices of engines and guardrails can be read whole',
    async () => {
      const admin = await openSettings({ ...stage(), ...PHONE }, 'admin-ada');
      for (const tab of ['Engines', 'Guardrails']) {
        await admin.openTab(tab);
        await admin.settings.locator('select').first().waitFor();
        expect(await (await openFrame(admin)).evaluate(CUT_CHOICES)).toEqual([]);
      }
      await leave(admin);
    },
    LONG_MS,
  );
});
