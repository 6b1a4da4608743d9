import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { differences, shapeOf } from './examples/shape';
import { findRoute } from './router';
import { createTestSite, doc, textIn, type TestSite } from './testing';

const RECORDED = resolve(__dirname, '../../../shared/jira/fixtures/recorded-cloud-v3.json');

/** One recorded request with its answer. */
interface Recording {
  readonly source: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly query: Readonly<Record<string, string>> | null;
  readonly requestBody: unknown;
  readonly response: unknown;
}

/** Statuses that differ on purpose. */
const OTHER_STATUS: Readonly<Record<string, number>> = {
  // The document says 201; clients have to take any 2xx.
  'create-issue-link.test.json': 201,
};

/** Differences that stay, with their reason: `-` is missing here, `+` was missing in (some item of) the recording. */
const KNOWN: readonly (readonly [difference: RegExp, reason: string])[] = [
  [/^-.*emailAddress$/, 'e-mail addresses are hidden here from everybody, as privacy settings do'],
  [/^-fields\.(aggregate\w+|progress|time\w+|work\w+)$/, 'this site tracks no time'],
  [/^-fields\.(fixVersions|versions)$/, 'projects have no versions here'],
  [/^-fields\.(votes|issuerestriction)$/, 'no votes and no restrictions on single issues here'],
  [/^[-+]fields\.customfield_\d+$/, 'each site has custom fields of its own'],
  [/issuetype\.entityId$/, 'team-managed projects only; those here are company-managed'],
  [
    /^\+.*(untranslatedName|avatarId|\[\]\.schema|\[\]\.fieldId)$/,
    'in the recordings too, though not in every item',
  ],
  [/^\+nextPageToken$/, 'the recorded page was the last one'],
];

if (!existsSync(RECORDED)) {
  it.todo('answers as recorded: ../shared is not on this machine');
} else {
  describe('recorded requests', againstRecordings);
}

function againstRecordings(): void {
  // Checked edge: the recordings are one file of known form.
  const recordings = JSON.parse(readFileSync(RECORDED, 'utf8')) as readonly Recording[];
  const served = recordings.filter(({ method, path }) => findRoute(method.toLowerCase(), path) !== undefined);
  const met = new Set<RegExp>();
  let site: TestSite;
  beforeEach(() => {
    site = createTestSite();
  });

  it('are served for the most part', () => {
    expect(served.length).toBeGreaterThanOrEqual(30);
  });

  it.each(
    served.map(
      (recording) => [`${recording.source} ${recording.method} ${recording.path}`, recording] as const,
    ),
  )('%s has the shape of ours', async (_title, recording) => {
    const { request, body } = await adapted(site, recording);
    const who = recording.method === 'DELETE' ? 'admin-ada' : 'agent-ana';
    const answer = await site.send(who, request, body);
    expect(answer.status).toBe(OTHER_STATUS[recording.source] ?? recording.status);
    // A recording of "no body" is an empty text.
    if (recording.response === '' || recording.source in OTHER_STATUS) return;
    const found = differences(shapeOf(answer.body, isOpen), shapeOf(recording.response, isOpen));
    expect(found.filter((difference) => !KNOWN.some(([known]) => known.test(difference)))).toEqual([]);
    for (const difference of found) for (const [known] of KNOWN) if (known.test(difference)) met.add(known);
  });

  it('differ in everything that is named as a difference', () => {
    expect(
      KNOWN.flatMap(([known, reason]) => (met.has(known) ? [] : [`${known.source} (${reason})`])),
    ).toEqual([]);
  });
}

/** Below these stand documents, sizes and values of people, not the shape of an answer. */
function isOpen(path: string): boolean {
  return /(^|\.)(body|description|avatarUrls|roles|properties|clauseNames\[\])$/.test(path);
}

/** The recorded request with ids that exist here: ENH-2219 of the software project ENH, its people and a comment. */
async function adapted(site: TestSite, { method, path, query, requestBody }: Recording) {
  const made = await site.send('agent-ana', 'POST issue/ENH-2219/comment', { body: doc('x') });
  await site.send('admin-ada', 'POST issue/ENH-2219/watchers', 'agent-ana');
  const ours = path
    .replace(/\/issue\/(KAN-\d+|\d+)/, '/issue/ENH-2219')
    .replace(/\/comment\/\d+/, `/comment/${textIn(made.body, 'id')}`)
    .replace(/\/project\/(?:10000|KAN)(?=\/components$|$)/, '/project/ENH');
  const replaced = JSON.stringify(requestBody)
    .replaceAll('KAN-8', 'ENH-2219')
    .replaceAll('KAN-7', 'REQ-2188')
    .replaceAll('"KAN"', '"ENH"')
    .replaceAll('"id":"10001"', '"id":"10005"')
    .replaceAll('"id":"31"', '"id":"21"');
  const body: unknown = JSON.parse(replaced);
  const search = new URLSearchParams(query ?? {});
  if (search.has('accountId')) search.set('accountId', method === 'POST' ? 'agent-ben' : 'agent-ana');
  const request = `${method} ${ours}${search.size > 0 ? `?${search.toString()}` : ''}`;
  return { request, body: body === null ? undefined : body };
}
