import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { withLock } from './lock.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'samband-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('lets one work at a time', async () => {
  const path = join(folder, 'lock');
  const log: string[] = [];
  const work = (name: string) => (): Promise<void> => {
    log.push(`${name} begins`);
    return new Promise((resolve) =>
      setImmediate(() => {
        log.push(`${name} ends`);
        resolve();
      }),
    );
  };
  await Promise.all([withLock(path, work('a')), withLock(path, work('b'))]);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  expect(existsSync(path)).toBe(false);
});

it('takes over the lock of a process that has died, and gives it back after a failure', async () => {
  const path = join(folder, 'lock');
  writeFileSync(path, '999999999');
  await expect(withLock(path, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(existsSync(path)).toBe(false);
});
