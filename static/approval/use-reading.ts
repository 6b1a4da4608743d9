import { useCallback, useEffect, useRef, useState } from 'react';
import type { PacketPart, Reading } from '../../src/contract/handoff';

const MOST_SECONDS = 86_400;

/** What a reader did with one packet: the parts that were opened, and how long the page stood in front of them. */
export interface ReadingRecord {
  readonly opened: readonly PacketPart[];
  readonly open: (part: PacketPart) => void;
  /** The reading up to now, as it goes with a decision. */
  readonly take: () => Reading;
}

/**
 * Measures the reading of one packet: time counts only while the page is visible (Page Visibility). `shown` are the parts that stand
 * open from the start.
 */
export function useReading(shown: readonly PacketPart[]): ReadingRecord {
  const [opened, setOpened] = useState(shown);
  const watch = useRef<{ milliseconds: number; since: number | null }>({ milliseconds: 0, since: null });
  useEffect(() => {
    const look = (): void => {
      const { milliseconds, since } = watch.current;
      const now = performance.now();
      watch.current = {
        milliseconds: since === null ? milliseconds : milliseconds + now - since,
        since: document.visibilityState === 'visible' ? now : null,
      };
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  const open = useCallback((part: PacketPart): void => {
    setOpened((before) => (before.includes(part) ? before : [...before, part]));
  }, []);
  const take = useCallback((): Reading => {
    const { milliseconds, since } = watch.current;
    const whole = since === null ? milliseconds : milliseconds + performance.now() - since;
    return { opened: [...opened], seconds: Math.min(Math.floor(whole / 1_000), MOST_SECONDS) };
  }, [opened]);
  return { opened, open, take };
}
