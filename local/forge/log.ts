import { Ring } from './ring';

/** One line that the app wrote to its console. */
export interface LogLine {
  readonly level: 'info' | 'error';
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
