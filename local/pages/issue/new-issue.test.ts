import { describe, expect, it } from '@jest/globals';
import { presetFields, toCreateBody } from './new-issue';

const form = { projectId: '10000', issueTypeId: '10001', summary: 'From the person', description: '' };

describe('toCreateBody', () => {
  it('puts what the person filled in over what the app did', () => {
    const context = { summary: 'From the app', projectId: '9', labels: ['vpn'], priority: '2' };
    expect(toCreateBody(form, context)).toEqual({
      fields: {
        project: { id: '10000' },
        issuetype: { id: '10001' },
        summary: 'From the person',
        labels: ['vpn'],
        priority: { id: '2' },
      },
    });
  });

  it('keeps the description of the app until the person writes one', () => {
    const description = { type: 'doc', version: 1, content: [] };
    expect(toCreateBody(form, { description })).toMatchObject({ fields: { description } });
    expect(toCreateBody({ ...form, description: 'Mine' }, { description })).toMatchObject({
      fields: { description: { content: [{ type: 'paragraph' }] } },
    });
  });
});

describe('presetFields', () => {
  it('takes custom fields as they are and leaves out what Jira does not know', () => {
    expect(presetFields({ customfield_10010: 5, components: ['1'], onClose: 'x', constructor: 'y' })).toEqual(
      {
        customfield_10010: 5,
        components: [{ id: '1' }],
      },
    );
  });
});
