import type { HandoffView } from '../../src/contract/handoff';
import type { Output, Section } from '../../src/contract/output';
import type { SavedFile } from '../saved-file';

const inOneLine = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

const sectionLines = ({ title, claims, gaps }: Section): readonly string[] => [
  '',
  inOneLine(title),
  ...claims.filter(({ struck }) => struck === null).map(({ text }) => `- ${inOneLine(text)}`),
  ...gaps.flatMap(({ text, ask }) => [`[ ] ${inOneLine(text)} (ask: ${inOneLine(ask)})`, '    ']),
];

/** An output of the manual template as plain text to fill in: what could be listed, and a box and a line for what could not. */
export const formFile = (
  { issueKey, operationTitle }: HandoffView['summary'],
  output: Output,
): SavedFile => ({
  name: `${issueKey}-form.txt`,
  lines: [`${issueKey}: ${operationTitle}`, ...output.sections.flatMap(sectionLines)],
  mediaType: 'text/plain',
  lineEnd: '\n',
});
