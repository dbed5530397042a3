import { chmod, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unpackAsar } from '../../../scripts/electron/asar.ts';
import { readFuses } from '../../../scripts/electron/fuses.ts';
import { bin, root } from '../../../scripts/lib/child.ts';
import { ensureTestUser } from '../../../scripts/test-user.ts';
import { run } from '../../support/process.ts';

/** The app as `npm run package` makes it, where the user that runs it can reach it. */
export interface Package {
  readonly folder: string;
  readonly program: string;
  /** Whom it runs as; undefined: as whoever runs the tests, who is unprivileged already. */
  readonly person: { readonly name: string; readonly uid: number; readonly gid: number } | undefined;
  fuses(): Promise<ReturnType<typeof readFuses>>;
  /** The files in its archive. */
  files(): Promise<ReturnType<typeof unpackAsar>>;
}

/** Packages what the global setup has built. */
export async function makePackage(): Promise<Package> {
  const person = await ensureTestUser(() => undefined);
  const to = person ? '/var/cache/samband/packaged' : join(root, 'apps/desktop/dist');
  await mkdir(to, { recursive: true, mode: 0o755 });
  await run(bin('tsx'), ['scripts/package.ts', '--as-built', '--to', to], { cwd: root });
  const folder = join(to, 'linux-unpacked');
  const sandbox = join(folder, 'chrome-sandbox');
  if (person) {
    // As the package for Debian does where there are no user namespaces.
    await chown(sandbox, 0, 0);
    await chmod(sandbox, 0o4755);
  }
  const program = join(folder, 'samband');
  return {
    folder,
    program,
    person,
    fuses: async () => readFuses(await readFile(program)),
    files: async () => unpackAsar(await readFile(join(folder, 'resources/app.asar'))),
  };
}

const loose = `require('node:fs').writeFileSync(process.env.SAMBAND_LOOSE, 'ran');\n`;

/**
 * Puts an app folder beside the archive, which writes `mark` if it is run.
 * @returns what makes an open Electron run it, or be something else than this console
 */
export async function surround(
  { folder }: Package,
  mark: string,
): Promise<{ env: Record<string, string>; args: string[]; clear(): Promise<void> }> {
  const app = join(folder, 'resources/app');
  await mkdir(app, { recursive: true });
  await writeFile(join(app, 'package.json'), JSON.stringify({ name: 'loose', main: 'loose.cjs' }));
  await writeFile(join(app, 'loose.cjs'), loose);
  return {
    env: {
      SAMBAND_LOOSE: mark,
      SAMBAND_DEVTOOLS: '1',
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: `--require=${join(app, 'loose.cjs')}`,
    },
    args: ['--inspect=0'],
    clear: () => rm(app, { recursive: true, force: true }),
  };
}
