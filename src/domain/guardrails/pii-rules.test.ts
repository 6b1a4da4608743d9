import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { redactPersonalData } from './redact';

const found = (text: string): readonly (readonly [string, string])[] =>
  redactPersonalData(text).findings.map(({ ruleId, start, end }) => [ruleId, text.slice(start, end)]);

describe('structured personal data', () => {
  it.each([
    ['pii-email', 'ana.lee@example.com', 'write to % today'],
    ['pii-email', 'hans@müller.example', 'write to % today'],
    ['pii-card', '4111 1111 1111 1111', 'paid with %, thanks'],
    ['pii-card', '5018-0000-0009', 'paid with %, thanks'],
    ['pii-card', '060426070011', 'the card number % is blocked'],
    ['pii-iban', 'GB82 WEST 1234 5698 7654 32', 'to % please'],
    ['pii-iban', 'DZ580002100001113000000570', 'to % please'],
    ['pii-us-ssn', '536-22-4412', 'holder % left'],
    ['pii-us-ssn', '536224412', 'SSN: % on file'],
    ['pii-ipv4', '52.95.110.1', 'from % at nine'],
    ['pii-ipv6', '2400:c401::5054:ff:fe1b:b031', 'from % at nine'],
    ['pii-ipv6', '2400:c401:1:2:5054:ff:fe1b:b031', 'from % at nine'],
    ['pii-phone', '+49 (30) 1234567', 'ring % please'],
    ['pii-phone', '(415) 555-0132', 'desk % in the west'],
    ['pii-phone', '415.555.0132', 'desk % in the west'],
    ['pii-phone', '30 901 820', 'Tel.: % (secretary)'],
    ['pii-phone', '027 896 92 86', 'call me at % tomorrow'],
    ['pii-phone', '930-167-3943 x12', 'Mobile % of Ana'],
    ['pii-phone', '28-64-66-98', 'or % office'],
    ['pii-phone', '0171 2345678', 'My number is % now'],
    ['pii-phone', '0171 2345678', 'her new number: %'],
  ])('%s: %s is taken out of %j', (rule, value, text) => {
    const whole = text.replace('%', value);
    expect(found(whole)).toContainEqual([rule, value]);
    expect(redactPersonalData(whole).text).toBe(text.replace('%', '[redacted pii]'));
  });

  it.each([
    ['a card whose check digit is wrong', '4111 1111 1111 1112'],
    ['a named card whose check digit is wrong', 'card 060426070012'],
    ['a named card of one digit', 'card 000000000000'],
    ['a number of twelve digits that nobody calls a card', 'order 060426070011'],
    ['an IBAN whose remainder is wrong', 'GB83 WEST 1234 5698 7654 32'],
    ['an IBAN of no country', 'QQ82 WEST 1234 5698 7654 32'],
    ['an IBAN that is too short', 'GB82 WEST 1234 56987'],
    ['an IBAN that goes on', 'GB82WEST123456987654321'],
    ['a row of one digit', '4444444444444444'],
    [
      'shared, local, test and impossible addresses',
      '100.70.1.1 169.254.1.1 172.20.1.1 198.18.0.1 198.19.0.1 198.51.100.7',
    ],
    [
      'reserved and impossible addresses',
      '192.0.2.1 192.0.0.1 127.0.0.1 0.1.2.3 240.1.1.1 300.1.1.1 52.95.01.1',
    ],
    ['private and documented addresses', '10.1.2.3 192.168.0.1 203.0.113.9'],
    ['version numbers', 'version 5.16.0.12 and Firefox/2.0.0.14'],
    ['IPv6 of no one', 'fe80::1 and ::1 and 2001:db8::1 and 2400:c401:1:2'],
    ['IPv6 that is written wrongly', '2400::1::2 and 2400:1:2:3:4:5:6:7:8:9'],
    ['a time and a date after "call"', 'call on 2026-11-02 10:30 and 02.11.2026 10:30'],
    ['a version after "phone"', 'phone 10.4.1.22 and 2.6.32-431-29'],
    ['a row of one figure after "call"', 'call 00000000'],
    ['an issue key and figures', 'INC-2041: 14 of 4200 requests failed in 30 000 ms'],
    ['a short number', 'call 911 or 4321'],
    ['a number of a thing', 'the order number is 4711 23456, his number of tickets 120000'],
  ])('%s stays', (_what, text) => {
    expect(redactPersonalData(text)).toEqual({ text, findings: [] });
  });

  it('takes addresses and numbers of any kind, wherever they stand between words', () => {
    const values = fc.constantFrom(
      'ana@corp.example',
      '4111111111111111',
      '536-22-4412',
      '52.95.110.1',
      '+49 30 1234567',
    );
    fc.assert(
      fc.property(values, fc.lorem(), fc.lorem(), (value, before, after) => {
        const { text } = redactPersonalData(`${before} ${value} ${after}`);
        expect(text).toBe(`${before} [redacted pii] ${after}`);
        expect(redactPersonalData(text)).toEqual({ text, findings: [] });
      }),
    );
  });
});
