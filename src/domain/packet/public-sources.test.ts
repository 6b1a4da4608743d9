import { describe, expect, it } from '@jest/globals';
import { DEFAULT_POLICY } from '../policy/default-policy';
import { readingOf } from '../testing';
import { collectSources } from './collect-sources';
import type { CommentReading, IssueReading } from './issue-reading';

const at = '2026-11-02T09:00:00.000Z';

const comment = (id: string, isInternal: boolean): CommentReading => ({
  id,
  author: 'Ben Fischer',
  at,
  text: `Comment number ${id}.`,
  isInternal,
  isRestricted: false,
  isFromAi: false,
});

const FULL = readingOf({
  fields: [
    { id: 'summary', label: 'Summary', text: 'Remote access latency' },
    { id: 'status', label: 'Status', text: 'Open' },
    { id: 'customfield_10050', label: 'Summary', text: 'High' },
  ],
  description: 'It is slow.',
  comments: [comment('1', false), comment('2', true)],
  history: [{ id: 'h1', author: 'Ana', at, field: 'status', from: '', to: 'Open' }],
  links: [{ id: 'l1', relation: 'blocks', key: 'INC-7', summary: 'Router', status: 'Open' }],
  attachments: [{ id: 'a1', name: 'trace.log', author: 'Ana', at }],
});

const SIMILAR = {
  key: 'INC-1990',
  summary: 'VPN slow',
  status: 'Done',
  resolution: 'Fixed',
  createdAt: at,
  resolvedAt: at,
  text: 'Firmware was rolled back.',
};

const publicIn = (reading: IssueReading): readonly (readonly [string, boolean])[] =>
  collectSources(reading, [SIMILAR], { ...DEFAULT_POLICY.limits, redacts: false }).sources.map(
    ({ ref, isPublic }) => [ref, isPublic],
  );

describe('a source is public', () => {
  it('where the customer of a request surely sees it: summary, description, open comments', () => {
    expect(publicIn(FULL)).toEqual([
      ['summary', true],
      ['status', false],
      ['customfield_10050', false],
      ['description', true],
      ['1', true],
      ['2', false],
      ['h1', false],
      ['l1', false],
      ['a1', false],
      ['INC-1990', false],
    ]);
  });

  it.each(['software', 'business', 'SERVICE_DESK', ''])(
    'nowhere in a project of type “%s”',
    (projectType) => {
      expect(publicIn({ ...FULL, projectType }).map(([, isPublic]) => isPublic)).toEqual(
        Array.from({ length: 10 }, () => false),
      );
    },
  );
});
