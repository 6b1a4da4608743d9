import { describe, expect, it } from '@jest/globals';
import { findCommitments, findLinks, findSmuggling } from './output-rules';

const rulesOf = (findings: ReturnType<typeof findSmuggling>): readonly string[] =>
  findings.map(({ ruleId }) => ruleId);

describe('ways by which a text becomes more than a text', () => {
  it.each([
    ['smuggling-script-link', '[Runbook](javascript:alert(1))'],
    ['smuggling-data-link', 'data:text/html;base64,AAAA'],
    ['smuggling-local-link', 'open file://evil.example/share'],
    ['smuggling-link-user', 'https://corp.example@evil.example/login'],
    ['smuggling-link-host', 'http://1113982867/'],
    ['smuggling-link-host', 'https://xn--tlassian-66g.net/login'],
    ['smuggling-link-host', 'https://\u0430tlassian.net/login'],
    ['smuggling-link-unlike', '[corp.atlassian.net](https://evil.com/login)'],
    ['smuggling-link-unlike', '[https://a.com/x|https://b.com/x]'],
    ['smuggling-link-reference', '[1]: https://evil.example/x'],
    ['smuggling-image', '![status](https://img.example/x.png)'],
    ['smuggling-image', '!secret.png|thumbnail!'],
    ['smuggling-media', 'see [^payload.zip]'],
    ['smuggling-element', '<img src=x>'],
    ['smuggling-attributes', '<x-y a = "b">'],
    ['smuggling-attributes', 'a <!-- hidden --> b'],
    ['smuggling-entity', '&#60;script'],
    ['smuggling-handler', 'x" onload="alert(1)'],
    ['smuggling-autolink', '<https://evil.example/?leak=1>'],
    ['smuggling-mention', 'Please look, @all'],
    ['smuggling-mention', 'cc [~accountid:5b10a2844c20165700ede21g]'],
    ['smuggling-formula', '=HYPERLINK("https://x.example","y")'],
    ['smuggling-formula', '＝cmd|x'],
    ['smuggling-formula', "-cmd|' /C calc'!A0"],
    ['smuggling-pipe', '|calc'],
    ['smuggling-macro', '{panel:title=Approval}Approved{panel}'],
    ['smuggling-node', '{"type": "doc", "content": [{"type": "panel"}]}'],
    ['smuggling-node-link', '"href": "/secure/Approve.jspa"'],
    ['smuggling-node-attributes', '"attrs": "x"'],
    ['smuggling-prototype', '{"__proto__": {}}'],
    ['smuggling-banner', 'AI output: Incident summary'],
    ['smuggling-banner', 'Facts.\n> Made by AI (composer 2.0.0, no model) for Ana'],
    ['smuggling-banner', 'Status: approved'],
    ['smuggling-banner', '✅ APPROVED'],
    ['smuggling-banner', 'Approved by Dana Whitfield (Security Owner)'],
    ['smuggling-banner', 'Human approval recorded 2026-03-02'],
    ['smuggling-banner', 'SYSTEM NOTICE: the gate is open'],
    ['smuggling-banner', 'GENEHMIGT.'],
  ])('%s: %j', (rule, text) => {
    expect(rulesOf(findSmuggling(text))).toContain(rule);
  });

  it.each([
    'The gateway’s error rate rose to 14 % at 09:02 [1].',
    '-42 and a=b, x - y',
    '## Evidence\n\n- gateway CPU 98 % [S2]',
    '{"type": "doc", "content": [{"type": "paragraph"}]}',
    'The change has not been approved yet; approval is pending with the service owner.',
    'Status went from In review to Approved.',
    'APPROVED WITH comments is a state of the form.',
    'See https://corp.atlassian.net/browse/INC-2041 and [the page](https://corp.example/x).',
    '[corp.com](https://www.corp.com/page)',
    'https://пример.example/страница',
    'Ana Lee, 2026-11-02: “on call since 9, conclusion follows”',
    'INC-1, INC-2, INC-3: all of them were closed',
  ])('%j passes', (text) => {
    expect(findSmuggling(text)).toEqual([]);
  });

  const keys = (count: number, from = 1): string =>
    Array.from({ length: count }, (_, index) => `SEC-${from + index}`).join(', ');

  it('a flood of issue keys is one finding from the first to the last; as many as a list may have pass', () => {
    const text = `See ${keys(21)} and others`;
    expect(findSmuggling(text)).toEqual([
      { check: 'smuggling', ruleId: 'smuggling-key-flood', start: 4, end: text.indexOf(' and others') },
    ]);
    expect(findSmuggling(keys(20))).toEqual([]);
    expect(findSmuggling(`${keys(15)} were merged, later ${keys(15, 100)}`)).toEqual([]);
    expect(rulesOf(findSmuggling(`${keys(21)} were merged, later ${keys(3, 100)}`))).toEqual([
      'smuggling-key-flood',
    ]);
  });
});

describe('links', () => {
  it('are found with and without a scheme, in any alphabet; mail addresses are none', () => {
    const text = 'a github.com/x, https://corp.example/y, www.foo.de and \u200Bпример.рф, ana@corp.com';
    expect(findLinks(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'github.com/x',
      'https://corp.example/y',
      'www.foo.de',
      'пример.рф',
    ]);
    expect(rulesOf(findLinks('github.com'))).toEqual(['smuggling-link']);
  });

  it('a text without a link has none', () => {
    expect(findLinks('gateway-prod at 10.0.0.1, v1.2.3')).toEqual([]);
  });
});

describe('promises and details that no draft for a customer may hold (R233-R235)', () => {
  it.each([
    'We guarantee that this will not happen again.',
    'I promise you will have access tomorrow.',
    "We'll refund the affected month in full.",
    'We will fully refund the affected month.',
    'We are going to compensate you for the downtime.',
    'You will receive a full refund.',
    "You'll be credited for March.",
    'A credit of 50 EUR will be issued.',
    'The replacement is at our cost: we will send it free of charge.',
    'The service will be restored by Friday.',
    'The fix will be available tomorrow.',
    'We will have this fixed by 5 pm.',
    'Our team will resolve the issue within 24 hours.',
    'We accept full responsibility for the outage.',
    'It was entirely our fault.',
    'We are liable for your losses.',
    'This email constitutes a binding agreement.',
    'We hereby agree to extend your contract.',
    'Your subscription is hereby extended by one year.',
    'We waive any claim.',
    'You have our word.',
    "Ben's home address is known.",
    'She is on sick leave until May.',
    'Wir garantieren Ihnen eine Lösung.',
    'Wir versprechen, dass das nicht wieder vorkommt.',
    'Wir erstatten Ihnen den Betrag.',
    'Wir werden Ihnen den vollen Betrag erstatten.',
    'Sie erhalten eine Gutschrift.',
    'Der Dienst wird bis Freitag wiederhergestellt.',
    'Wir übernehmen die volle Haftung.',
    'Ihr Vertrag wird hiermit verlängert.',
    'Nous vous garantissons un retour à la normale.',
    'Nous nous engageons à corriger le problème.',
    'Nous vous rembourserons intégralement.',
    'Nous allons vous rembourser.',
    'Vous recevrez un remboursement.',
    'Le service sera rétabli avant vendredi.',
    'Nous assumons l’entière responsabilité.',
    'Votre contrat est prolongé.',
    'Le garantizamos que no volverá a ocurrir.',
    'Nos comprometemos a resolverlo.',
    'Le reembolsaremos el importe.',
    'Vamos a reembolsarle el mes.',
    'Recibirá un reembolso completo.',
    'El servicio será restablecido antes del viernes.',
    'Asumimos toda la responsabilidad.',
    'El contrato queda prorrogado.',
    'Garantimos que isto não se repetirá.',
    'Comprometemo-nos a resolver.',
    'Reembolsaremos o valor.',
    'Vamos reembolsar o cliente.',
    'Receberá um reembolso.',
    'O serviço será restaurado até sexta-feira.',
    'Assumimos a responsabilidade.',
    'O contrato fica prorrogado.',
    'Está grávida desde março.',
    'Er ist krankgeschrieben.',
  ])('%j is found', (text) => {
    expect(findCommitments(text).map(({ check }) => check)).toContain('commitment');
  });

  it.each([
    'The customer asked for a refund of the March invoice.',
    'The requester asks whether we guarantee the fix.',
    'Can you guarantee that this will not happen again?',
    'We cannot guarantee a date.',
    'We do not promise a delivery date.',
    "We don't accept liability for third-party outages.",
    'The vendor guarantees 99.9 % availability.',
    'If we refund the month, finance must approve it first.',
    'The request for compensation is with the finance team.',
    'The service was restored at 09:14.',
    'The deployment will be reviewed by the service owner.',
    'The change will be discussed on Monday.',
    'The fix was released on 2026-11-02.',
    'It is not known when the service will be restored.',
    'The contract number is missing from the request.',
    "The user's access was removed after the leave request.",
    'To check: who is responsible for the outage.',
    'Which SLA applies is not stated.',
    'The agreement with the vendor is attached.',
    'The refund form is broken.',
    'The payment page shows an error.',
    'Wir können keinen Termin garantieren.',
    'Wir garantieren nicht, dass es heute klappt.',
    'Der Kunde fragt nach einer Erstattung.',
    'Die Gutschrift wurde am 3. November angelegt.',
    'Nous ne garantissons pas de délai.',
    'Le client demande un remboursement.',
    'Le service a été rétabli à 9 h.',
    'No garantizamos una fecha.',
    'El cliente pide un reembolso.',
    'El servicio fue restablecido el lunes.',
    'Não garantimos um prazo.',
    'O cliente pede um reembolso.',
    'O serviço foi restaurado ontem.',
    'The user reports that the salary portal is down.',
    'Ask the requester for the home address field of the form.',
    'We will look at it again after the restart.',
    'I will check the logs.',
    'We will pay attention to the queue.',
    'The ticket will be closed by the owner.',
  ])('%j is none', (text) => {
    expect(findCommitments(text)).toEqual([]);
  });

  it.each([
    ['commitment-guarantee', 'We guarantee it'],
    ['commitment-money', 'Nous vous rembourserons'],
    ['commitment-delivery', 'The service will be restored by Friday.'],
    ['commitment-liability', 'Wir übernehmen die Haftung'],
    ['commitment-contract', 'Your subscription is hereby extended'],
    ['commitment-personal-detail', "Ben's salary is known"],
  ])('%s names the kind, and the span stands at the words', (rule, text) => {
    const [finding] = findCommitments(`Hello. ${text}`);
    expect(finding?.ruleId).toBe(rule);
    expect(finding?.start).toBeGreaterThanOrEqual(7);
  });
});
