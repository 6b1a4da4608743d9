import { describe, expect, it } from '@jest/globals';
import type { IssueReading } from './issue-reading';
import { AROUND, collected, ISSUE } from './testing';

const FULL: IssueReading = {
  ...ISSUE,
  fields: [
    ...ISSUE.fields,
    { id: 'status', label: 'Status', text: 'Open' },
    { id: 'customfield_10050', label: 'Summary', text: 'High' },
  ],
};
const templates = [
  { id: 'first-look', title: 'First look', step: 'diagnostics' as const, kinds: [], items: ['State it.'] },
];

const publicIn = (reading: IssueReading): readonly (readonly [string, boolean])[] =>
  collected(reading, AROUND, { templates }).sources.map(({ label, isPublic }) => [label, isPublic]);

describe('a source is public', () => {
  it('where the customer of a request surely sees it: summary, description, request, open comments', () => {
    expect(publicIn(FULL)).toEqual([
      ['Summary', true],
      ['Status', false],
      ['Summary', false],
      ['Description', true],
      ['Request type', true],
      ['Request form', true],
      ['SLA: Time to resolution', false],
      ['Comment', true],
      ['Internal comment', false],
      ['History: status', false],
      ['Linked issue INC-7', false],
      ['Subtask INC-8', false],
      ['Attachment name', false],
      ['Comparable issues', false],
      ['Earlier issue INC-1990', false],
      ['First look, policy version 7', false],
    ]);
  });

  it.each(['software', 'business', 'SERVICE_DESK', ''])(
    'nowhere in a project of type “%s”',
    (projectType) => {
      expect(publicIn({ ...FULL, projectType }).filter(([, isPublic]) => isPublic)).toEqual([]);
    },
  );
});
