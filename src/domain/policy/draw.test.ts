import { describe, expect, it } from '@jest/globals';
import { drawOf } from './draw';

const AT = '2026-11-21T00:00:00.000Z';

describe('drawOf', () => {
  it('stays the same all day, and is another on another day, issue or operation', () => {
    const draw = drawOf('10001', 'gather-evidence', AT);
    expect(drawOf('10001', 'gather-evidence', '2026-11-21T23:59:59.999Z')).toBe(draw);
    const others = [
      ...Array.from({ length: 20 }, (_none, at) => drawOf(String(20_000 + at), 'gather-evidence', AT)),
      ...Array.from({ length: 20 }, (_none, at) =>
        drawOf('10001', 'gather-evidence', `2026-12-${String(at + 1).padStart(2, '0')}T00:00:00Z`),
      ),
      drawOf('10001', 'draft-update-note', AT),
    ];
    expect(new Set(others).size).toBeGreaterThan(20);
  });

  it('gives each of the hundred its share', () => {
    const counts = new Array<number>(100).fill(0);
    for (let issue = 0; issue < 20_000; issue += 1) {
      const draw = drawOf(String(issue), 'gather-evidence', AT);
      counts[draw] = (counts[draw] ?? 0) + 1;
    }
    expect(counts).toHaveLength(100);
    expect(Math.min(...counts)).toBeGreaterThan(130);
    expect(Math.max(...counts)).toBeLessThan(280);
  });
});
