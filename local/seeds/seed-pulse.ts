import type { SeedClock } from './seed-clock';
import type { PulseSeed } from './ticket';

/** The notes of a long ticket, and a move between Waiting and In progress with every third of them. */
export function pulseOf(pulse: PulseSeed, clock: SeedClock) {
  const start = clock.at(pulse.from);
  const beats = Array.from({ length: pulse.count }, (_unused, index) => {
    const by = pulse.by[index % pulse.by.length] ?? 'agent-ana';
    const line = pulse.lines[index % pulse.lines.length] ?? '';
    const value = String(Math.round(pulse.value + index * pulse.step));
    const text = line.replaceAll('#n', String(index + 1)).replaceAll('#value', value);
    return { index, by, text, ms: clock.notLater(start + index * pulse.everyMinutes * 60_000) };
  });
  const moves = beats.filter(({ index }) => index % 3 === 2);
  return {
    comments: beats.map(({ by, text, ms }) => ({ by, text, ms })),
    history: moves.map(({ by, ms }, index) => ({
      by,
      ms,
      field: 'status',
      to: index % 2 === 0 ? 'Waiting' : 'In progress',
    })),
  };
}
