import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { cleanup, fireEvent, screen } from '@testing-library/react';
import { HandoffViewSchema, type HandoffView } from '../../src/contract/handoff';
import { Quarantined } from '../elements/quarantined';
import { SealedSources } from '../elements/sealed-sources';
import { createFakePort } from '../testing/fake-port';
import { issuePanel, reviewable } from '../testing/fixtures';
import { OUTPUT, QUARANTINED, SOURCES } from '../testing/output-fixtures';
import { show } from '../testing/show';
import { Panel } from './panel';

afterEach(cleanup);

/**
 * OUT-17: whatever people, Jira or an engine wrote is a text node. The same screens are shown with plain words in every place that
 * holds words of others, and with markup in them: they must differ in their text alone.
 */
const MARKUP = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '<svg/onload=alert(1)>',
  '"><iframe src="https://evil.example"></iframe>',
  "' autofocus onfocus='alert(1)",
  '<a href="https://evil.example/x">see</a>',
  '</p></section><form action="//evil.example"><button>Accept</button></form>',
  '<style>*{display:none}</style>',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '&lt;img src=x onerror=alert(1)&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  'javascript:alert(1)',
  'data:text/html;base64,PHNjcmlwdD4=',
  'https://evil.example/x',
  '//evil.example/x',
  '[see](javascript:alert(1)) ![x](https://evil.example/x.png)',
  '{{constructor.constructor("alert(1)")()}} ${alert(1)}',
  'background:url(javascript:alert(1));position:fixed;inset:0',
] as const;
const PLAIN = 'words that mean nothing';

/** Keys whose text others wrote. An address is one too: it comes from what Jira answered. */
const WORDS: ReadonlySet<string> = new Set(
  'text quote label author because title ask displayName explanation note what address ballWith operationTitle sample struck was'.split(
    ' ',
  ),
);
/** Keys whose list of texts others had a part in. */
const LISTS: ReadonlySet<string> = new Set([
  'notDone',
  'mayRead',
  'leftOut',
  'willProduce',
  'blockedActions',
  'stopConditions',
]);

const isText = (value: unknown): value is string => typeof value === 'string';

/** The view with the same words in every place of words. Raises zod's error where the contract would not let them through. */
const saying = (words: string, view: HandoffView): HandoffView =>
  HandoffViewSchema.parse(
    JSON.parse(JSON.stringify(view), (key, value: unknown) => {
      if (WORDS.has(key) && isText(value)) return words;
      if (!LISTS.has(key) || !Array.isArray(value)) return value;
      return value.filter(isText).map((_one, at) => `${at + 1} ${words}`);
    }),
  );

/** A few signs that stand in any of the words. */
const FLAGGED = { ruleIds: ['injection-override'], spans: [{ start: 2, end: 6 }] };
const edited = { struck: 'rule', struckBy: 'denylist-own', was: 'what the engine wrote' } as const;
const [section] = OUTPUT.sections;
const VIEW = reviewable({
  sources: [...SOURCES, { ...QUARANTINED, quarantine: FLAGGED }].map((source) => ({
    ...source,
    because: 'why it was chosen',
    address: '/browse/INC-2041',
    removed: [{ ruleId: 'unicode-tag', count: 3, sample: 'a sample' }],
  })),
  output: {
    ...OUTPUT,
    sections: OUTPUT.sections.map((one) =>
      one === section
        ? {
            ...one,
            claims: one.claims.map((claim) => (claim.number === 3 ? { ...claim, ...edited } : claim)),
          }
        : one,
    ),
  },
});

/** Every element below `root` with its attributes; what an element is called and named by its words counts as text. */
function structureOf(root: Element, words: string): readonly string[] {
  return Array.from(root.querySelectorAll('*'), (element) => {
    const attributes = Array.from(
      element.attributes,
      ({ name, value }) =>
        `${name}=${value.replaceAll(words, '…').replaceAll(/:r[0-9a-z]+:|«r[0-9a-z]+»/gu, 'id')}`,
    );
    return [element.tagName.toLowerCase(), ...attributes.sort()].join(' ');
  });
}

/** What would lead or load from elsewhere, run, or be drawn as its words say. */
function livePartsOf(root: Element): readonly string[] {
  return Array.from(root.querySelectorAll('*')).flatMap((element) =>
    Array.from(element.attributes)
      .filter(
        ({ name, value }) =>
          /^on/iu.test(name) ||
          name === 'srcdoc' ||
          (/^(?:href|src|action|formaction|data|poster|background|xlink:href)$/iu.test(name) &&
            !/^\/(?!\/)/u.test(value)) ||
          (name === 'style' && /url|expression|position/iu.test(value)),
      )
      .map(({ name, value }) => `${element.tagName} ${name}=${value}`),
  );
}

const openAll = (names: RegExp): void =>
  screen.getAllByRole('button', { name: names }).forEach((button) => fireEvent.click(button));

/** The review of an output: each quote opened in its source, one claim in the form that changes it, one in the form that strikes it. */
async function showReview(view: HandoffView): Promise<readonly Element[]> {
  const port = createFakePort({
    'panel.load': () => issuePanel({ current: view }),
    'panel.handoff': () => view,
  });
  const { container } = show(<Panel />, port);
  await screen.findByRole('region', { name: 'AI output' });
  openAll(/^(?:Edit|Strike) claim [12]$/u);
  const shots: Element[] = [];
  for (const name of [/^Source 4/u, /^Source 7/u, /^Source 9/u]) {
    const [citation] = screen.getAllByRole('button', { name });
    if (citation !== undefined) fireEvent.click(citation);
    shots.push(container.cloneNode(true) as Element);
  }
  return shots;
}

/** The sealed sources and those in quarantine, each one opened. */
function showSources(view: HandoffView): readonly Element[] {
  const handoff = {
    ...view,
    scope: {
      ...view.scope,
      dropped: [{ what: view.explanation, address: view.explanation, why: 'restricted' as const }],
    },
  };
  const { container } = show(
    <>
      <SealedSources handoff={handoff} />
      <Quarantined sources={view.sources} />
    </>,
    createFakePort({}),
  );
  for (const button of container.querySelectorAll('button[aria-expanded="false"]')) fireEvent.click(button);
  return [container.cloneNode(true) as Element];
}

const SCREENS = [
  ['the review of an output', async (view: HandoffView) => showReview(view)],
  ['the sources', async (view: HandoffView) => showSources(view)],
] as const;

/** How often the words stand in what is shown. */
const timesSaid = (shots: readonly Element[], words: string): number =>
  shots.reduce((sum, shot) => sum + shot.textContent.split(words).length - 1, 0);

describe.each(SCREENS)('OUT-17: hostile markup in %s', (_name, draw) => {
  let plain: readonly Element[] = [];
  beforeAll(async () => {
    plain = await draw(saying(PLAIN, VIEW));
    cleanup();
  });

  it.each(MARKUP)('%s is text and nothing else', async (markup) => {
    const hostile = await draw(saying(markup, VIEW));
    expect(hostile.map((shot) => structureOf(shot, markup))).toEqual(
      plain.map((shot) => structureOf(shot, PLAIN)),
    );
    expect(hostile.flatMap(livePartsOf)).toEqual([]);
    expect(timesSaid(hostile, markup)).toBe(timesSaid(plain, PLAIN));
    expect(timesSaid(plain, PLAIN)).toBeGreaterThan(10);
  });
});

describe('the comparison', () => {
  it.each(MARKUP.filter((markup) => /<[a-z]/u.test(markup)))(
    'sees %s that was taken for markup',
    (markup) => {
      const parsed = (words: string): Element => {
        const root = document.createElement('div');
        root.innerHTML = `<p title="${words}">${words}</p>`;
        return root;
      };
      expect(structureOf(parsed(markup), markup)).not.toEqual(structureOf(parsed(PLAIN), PLAIN));
    },
  );

  it.each([
    ['a', 'href', 'javascript:alert(1)'],
    ['a', 'href', '//evil.example'],
    ['img', 'src', 'https://evil.example/x.png'],
    ['p', 'onclick', 'alert(1)'],
    ['p', 'style', 'background:url(x)'],
    ['iframe', 'srcdoc', '<p>'],
  ])('sees a %s whose %s is %s', (tag, name, value) => {
    const root = document.createElement('div');
    const element = document.createElement(tag);
    element.setAttribute(name, value);
    root.append(element);
    expect(livePartsOf(root)).toHaveLength(1);
  });
});
