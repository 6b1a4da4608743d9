import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorCode } from './error-code';

/** The data directory is in use by another running site. */
export class DirectoryInUseError extends Error {
  readonly exitCode = 2;
}

const LOCK_FILE = 'site.lock';

/** Claims a data directory for this process; a lock of a dead process is taken over. Returns the release. */
export function lockDirectory(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, LOCK_FILE);
  const mine = `${process.pid} ${startOf(process.pid)}\n`;
  try {
    writeFileSync(file, mine, { flag: 'wx' });
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
    const [pid = '', start = ''] = readFileSync(file, 'utf8').trim().split(' ');
    if (isAlive(Number(pid), start)) {
      throw new DirectoryInUseError(
        `${dataDir} is in use by process ${pid}; stop it, or start with another DATA_DIR and PORT`,
      );
    }
    rmSync(file, { force: true });
    return lockDirectory(dataDir);
  }
  return () => rmSync(file, { force: true });
}

function isAlive(pid: number, start: string): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
  return startOf(pid) === start;
}

/** Start time of a process where the system tells it: a number that was given out again is another process. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
  } catch {
    return '-';
  }
}
