import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readRows } from './testing';

describe('the rows of a corpus', () => {
  it('are read line by line, and a line without a text is refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
    const row = { text: 'a\nb', label: 'none', kind: 'x', source: 'here', more: 1 };
    const write = (name: string, rows: readonly unknown[]): void =>
      writeFileSync(
        join(folder, `${name}.jsonl.gz`),
        gzipSync(rows.map((one) => JSON.stringify(one)).join('\n')),
      );
    try {
      write('good', [row, { ...row, tier: 'explicit', spans: null }]);
      write('bad', [row, { ...row, text: 1 }]);
      expect(readRows('good', folder)).toEqual([row, { ...row, tier: 'explicit', spans: null }]);
      expect(() => readRows('bad', folder)).toThrow();
      expect(() => readRows('none', folder)).toThrow();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
