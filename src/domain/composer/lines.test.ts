import { describe, expect, it } from '@jest/globals';
import { linesOf } from './lines';

const texts = (text: string): readonly string[] => linesOf(text).map((line) => line.text);
const FILLER = 'The printer in the hall is out of order.';

describe('linesOf leaves out', () => {
  it.each([
    ['a quoted line', `> The printer is fine.\n${FILLER}`],
    [
      'the mail that is answered',
      `${FILLER}\nOn Mon, Nov 2, 2026 at 9:14 Cy Weber wrote:\nThe printer is fine.`,
    ],
    ['a forwarded mail below an answer', `${FILLER}\n-----Original Message-----\nThe printer is fine.`],
    ['a signature after a sign-off', `${FILLER}\nKind regards,\nCy Weber\nWarehouse`],
    ['a signature after two dashes', `${FILLER}\n--\nCy Weber`],
    ['what a phone adds', `${FILLER}\nSent from my phone`],
    ['a disclaimer', `${FILLER}\nThis e-mail and any attachments are confidential.`],
    ['a stack frame', `${FILLER}\nat com.example.Spool.send(Spool.java:12)`],
    ['the rest of a stack', `${FILLER}\n... 12 more`],
    ['a log line that names no failure', `${FILLER}\n2026-11-02 08:14:02 INFO spooler ready`],
    ['a log line of a level without failure', `${FILLER}\n[DEBUG] spooler ready`],
    ['a line of code', `${FILLER}\nimport java.util.List`],
    ['a line that ends in a semicolon', `${FILLER}\nint count = queue size;`],
    ['a listing of files', `${FILLER}\n-rw-r--r-- 1 root root 365 Nov 7 16:47 spool.log`],
    ['a remark in a script', `${FILLER}\n# skip image and other suffixes we cannot yet parse today`],
    ['a dump', `${FILLER}\n0x1f=[a|b|c] {{%%}} <<a:b>> ~~ ## $$ @@ && ** ++`],
    ['code between fences', `${FILLER}\n\`\`\`\nspooler restart now please\n\`\`\``],
    ['code between wiki marks', `${FILLER}\n{code:java}\nspooler restart now please\n{code}`],
    ['a row of a wiki table', `${FILLER}\n||Server||Errors||\n|web-01|1204|`],
    ['a line of a version control', `${FILLER}\nD  +  plugin/src/test\n/nutch/trunk/CHANGES.txt`],
    ['a remark in markup', `${FILLER}\n<!-- use the other parser by default -->`],
    [
      'stack frames that lost their line breaks',
      `${FILLER} at com.example.Spool.send(Spool.java:12) at com.example.Main.run(Main.java:3)`,
    ],
    [
      'log lines that lost their line breaks',
      `${FILLER} 2026-11-02 08:14:02,113 INFO ready 2026-11-02 08:14:03,002 INFO still ready`,
    ],
    ['code on one line', `${FILLER}\n{code}spooler restart{code}`],
  ])('%s', (_what, text) => {
    expect(texts(text)).toEqual([FILLER]);
  });
});

describe('linesOf', () => {
  it.each([
    'Automatic reply: I am away until Monday.\nFor urgent matters call the desk.',
    'Abwesenheitsnotiz: Ich bin bis Montag nicht im Haus.',
    'I am currently out of the office until 4 March.\nCall the desk.',
  ])('makes nothing of the answer of a machine: %j', (text) => {
    expect(texts(text)).toEqual([]);
  });

  it('keeps what a person says of an absence, and of one moment', () => {
    const away = 'The switch is back. I am out of the office tomorrow.';
    const moment = 'It failed at 2026-11-02 08:14:02,113 for the first time.';
    expect(texts(`${away}\n${moment}`)).toEqual([away, moment]);
  });

  it('breaks wiki headings and bullets that lost their line breaks', () => {
    expect(texts('The hall has one door. h3. Idea Build another door for the desk.')).toEqual([
      'The hall has one door.',
      'Idea Build another door for the desk.',
    ]);
    expect(texts('With it we can: * open the hall ** close the hall')).toEqual([
      'open the hall',
      'close the hall',
    ]);
    expect(texts('The room is 3 * 4 metres.')).toEqual(['The room is 3 * 4 metres.']);
  });
});

describe('linesOf keeps', () => {
  it.each([
    ['a log line that names a failure', '2026-11-02 08:14:02 ERROR connection refused', true],
    ['a level with a failure', '[ERROR] connection refused', true],
    ['the head of an exception', 'Caused by: java.io.IOException: Connection refused', true],
    ['an exception by its class', 'java.io.IOException: Connection refused', true],
    ['prose with a time', 'At 08:14 the connection was refused.', false],
    ['a short text of signs', '5 < 6 & 7', false],
    ['thanks in the first line, when a text follows', 'Thanks', false],
  ])('%s', (_what, text, isLog) => {
    const rest = 'x\n'.repeat(9);
    const [line] = linesOf(text === 'Thanks' ? `${text}\n${rest}` : text);
    expect(line).toEqual({ text, isLog, heading: '' });
  });

  it('a failure in a fenced log', () => {
    expect(linesOf('```\n2026-11-02 08:14:02 ERROR refused\nplain words here\n```')).toEqual([
      { text: '2026-11-02 08:14:02 ERROR refused', isLog: true, heading: '' },
    ]);
  });

  it('the body of a mail that was forwarded with nothing before it', () => {
    expect(texts(`From: Cy\nSent: today\nTo: desk\nSubject: printer\n${FILLER}`)).toEqual([FILLER]);
    expect(texts('From: Cy\nTo: desk')).toEqual(['From: Cy', 'To: desk'].slice(2));
  });

  it('two dashes at the very start', () => {
    expect(texts('-- a remark about the hall')).toEqual(['a remark about the hall']);
  });
});

describe('linesOf joins', () => {
  const long = 'The printer in the hall does not take any job of the';

  it('a wrapped line with the next one', () => {
    expect(texts(`${long}\nwarehouse since Monday.`)).toEqual([`${long}\nwarehouse since Monday.`]);
  });

  it.each([
    ['a line that ends', `${long}.\nwarehouse since Monday.`],
    ['a short line', 'The printer\nwarehouse since Monday.'],
    ['a line that begins anew', `${long}\nWarehouse since Monday.`],
    ['an item of a list', `${long}\n- warehouse since Monday.`],
    [
      'a log line',
      `2026-11-02 08:14:02 ERROR the printer failed with the long text\nwarehouse since Monday.`,
    ],
  ])('not %s', (_what, text) => {
    expect(texts(text)).toHaveLength(2);
  });

  it('by the length of the last part, not of the whole', () => {
    expect(texts(`${long}\nwarehouse and\nof the hall`)).toHaveLength(2);
  });
});

describe('linesOf takes as a heading', () => {
  it.each([
    ['a short line that names what tickets speak of', 'Impact', 'impact'],
    ['a line that ends in a colon', 'First look:', 'first look'],
    ['a marked line', '## The printer', 'the printer'],
    ['a wiki heading', 'h3. Impact', 'impact'],
    ['a bold line', '*Impact*', 'impact'],
  ])('%s', (_what, line, heading) => {
    expect(linesOf(`${line}\n${FILLER}`)).toEqual([{ text: FILLER, isLog: false, heading }]);
  });

  it.each([
    ['an item without such a word', 'E-mail and calendar'],
    ['a line with a comma', 'Access, please'],
    ['a line in lower case', 'impact is high'],
    ['a sentence', 'The approval is pending.'],
    ['a line of many words', 'The approval of the manager is what we need now'],
    ['a long line', `Approval ${'x'.repeat(60)}`],
    ['a long marked line', `## Approval ${'x'.repeat(40)}`],
  ])('not %s', (_what, line) => {
    expect(linesOf(`${line}\n${FILLER}`).at(-1)?.heading).toBe('');
  });

  it('no line of code', () => {
    expect(linesOf('```\nImpact\n```\nThe hall is dark today.')).toEqual([
      { text: 'The hall is dark today.', isLog: false, heading: '' },
    ]);
  });
});
