import { rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

const patienceMs = 120_000;

/** Runs `work` while no other process holds the lock file; a lock whose process has died is taken over. */
export async function withLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const end = performance.now() + patienceMs;
  while (!tryLock(path)) {
    if (performance.now() > end) throw new Error(`another start has held ${path} for two minutes`);
    if (!(await holderLives(path))) rmSync(path, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function tryLock(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw cause;
  }
}

async function holderLives(path: string): Promise<boolean> {
  const pid = Number(await readFile(path, 'utf8').catch(() => ''));
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
