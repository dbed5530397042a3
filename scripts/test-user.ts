import { runChild } from './lib/child.ts';

/** The unprivileged user that tests started by root run Electron as: Chromium's sandbox does not work as root. */
export const testUser = 'samband-test';

const command = (program: string, args: readonly string[]) =>
  runChild({ command: program, args, timeoutMs: 60_000, output: 'keep' });

/**
 * Creates the user when it is missing and we are root.
 * @returns its name and ids; undefined when we are not root: then we are unprivileged ourselves
 */
export async function ensureTestUser(
  say: (line: string) => void,
): Promise<{ name: string; uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  if (!(await command('id', ['-u', testUser])).ok) {
    say(`User ${testUser}: creating it, for Electron with its sandbox on …`);
    const made = await command('useradd', [
      '--system',
      '--user-group',
      '--create-home',
      '--shell',
      '/usr/sbin/nologin',
      testUser,
    ]);
    if (!made.ok) throw new Error(`useradd ${made.how}: ${made.output.trim()}`);
  }
  const [uid, gid] = await Promise.all([command('id', ['-u', testUser]), command('id', ['-g', testUser])]);
  return { name: testUser, uid: Number(uid.output), gid: Number(gid.output) };
}
