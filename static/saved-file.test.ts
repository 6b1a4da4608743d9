import { describe, expect, it } from '@jest/globals';
import { jsonLines, partsOf } from './saved-file';

describe('a saved file', () => {
  it('ends every line of JSON Lines with a line feed, the last one too', () => {
    const file = jsonLines('trail.jsonl', ['{"a":1}', '{"b":2}']);
    expect(partsOf(file).join('')).toBe('{"a":1}\n{"b":2}\n');
    expect(file.mediaType).toBe('application/x-ndjson');
  });

  it('ends every line of a table with CRLF and keeps its byte order mark', () => {
    const parts = partsOf({
      name: 'trail.csv',
      lines: ['\uFEFF"at"', '"x"'],
      mediaType: 'text/csv',
      lineEnd: '\r\n',
    });
    expect(parts.join('')).toBe('\uFEFF"at"\r\n"x"\r\n');
  });

  it('has no part when nothing was read', () => {
    expect(partsOf(jsonLines('trail.jsonl', []))).toEqual([]);
  });
});
