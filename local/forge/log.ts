import { LIMITS } from './limits';
import { Ring } from './ring';

/** One line that the app wrote to its console. */
export interface LogLine {
  readonly level: 'info' | 'error';
  /** Empty where no invocation wrote it, such as a trigger's filter. */
  readonly invocation: string;
  readonly text: string;
}

/** Where the app's console goes. */
export interface LogSink {
  write(line: LogLine): void;
}

const CAPACITY = 2_000;

/** The newest lines that the app logged; the site never prints them itself. */
export class AppLog implements LogSink {
  private readonly ring = new Ring<LogLine & { n: number }>(CAPACITY);

  write(line: LogLine): void {
    this.ring.add({ n: this.ring.next, ...line });
  }

  since(n: number): readonly (LogLine & { n: number })[] {
    return this.ring.after(n);
  }

  clear(): void {
    this.ring.clear();
  }
}

/** What one invocation may log: 100 lines a started minute of its time limit, and 200 KB (forge-facts §2.1). */
export class LogAllowance {
  private lines: number;
  private bytes = LIMITS.logBytesPerInvocation.value;
  private isOver = false;

  constructor(timeoutSeconds: number) {
    this.lines = LIMITS.logLinesPerMinute.value * Math.ceil(timeoutSeconds / 60);
  }

  /** Counts a text: it is kept, or it is the first one over and becomes a note, or it is dropped. */
  take(text: string): 'keep' | 'note' | 'drop' {
    if (this.isOver) return 'drop';
    this.lines -= text.split('\n').length;
    this.bytes -= Buffer.byteLength(text);
    if (this.lines >= 0 && this.bytes >= 0) return 'keep';
    this.isOver = true;
    return 'note';
  }
}
