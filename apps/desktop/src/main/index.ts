import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, Menu, protocol } from 'electron';
import { scheme } from '../shared/channels.ts';
import { exerciseSwitches, switches, withoutSandbox } from './hardening/environment.ts';
import { openLog } from './log.ts';
import { runPosition } from './position.ts';
import { joinExercise } from './practice/join.ts';
import { openPractice } from './practice/open.ts';
import { parseArguments, profileFolder } from './profile/arguments.ts';
import type { SecondStart } from './profile/arguments.ts';
import { takeSecret } from './profile/secret.ts';
import { readSettings } from './profile/settings.ts';
import { loadSite } from './site/load.ts';
import { guardAllContents } from './windows/guard.ts';

// First of all: no file of this app is anyone else's, and no process that is started from here on inherits the secret.
process.umask(0o077);
const environmentSecret = takeSecret(process.env);
const testRuntime = process.versions.electron !== __SHIPPED_ELECTRON__;
const devTools = !app.isPackaged && process.env['SAMBAND_DEVTOOLS'] === '1';

/** What was thrown and where, without its message: that may hold what a caller said or is called. */
function placeOf(thrown: unknown): { error: string; at: string } {
  if (!(thrown instanceof Error)) return { error: typeof thrown, at: '' };
  return { error: thrown.name, at: thrown.stack?.split('\n')[1]?.trim() ?? '' };
}

const ownSite = (siteFile: string) => ({ siteFile, loaded: loadSite(siteFile) });

function prepare(): void {
  const off = withoutSandbox((name) => app.commandLine.hasSwitch(name));
  if (app.isPackaged && off !== undefined) {
    process.stderr.write(`Samband does not run without its sandbox: --${off}\n`);
    app.exit(1);
    return;
  }
  const given = parseArguments(process.argv.slice(1), process.cwd());
  const profile = profileFolder(given, app.getPath('appData'));
  mkdirSync(profile, { recursive: true });
  chmodSync(profile, 0o700);
  app.setName('Samband');
  app.setPath('userData', profile);
  app.setPath('sessionData', join(profile, 'chromium'));
  // One console per profile: a second start brings the first one to the front and ends.
  const start: SecondStart = { autostart: given.autostart };
  if (!app.requestSingleInstanceLock({ ...start })) {
    // The system's watch starts it again as soon as it ends, for as long as the one that somebody started runs.
    if (start.autostart) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20_000);
    app.exit(0);
    return;
  }
  const log = openLog(profile);
  process.on('uncaughtException', (error) => log.error('uncaught in main', placeOf(error)));
  process.on('unhandledRejection', (reason) => log.error('unhandled in main', placeOf(reason)));
  const settings = readSettings(join(profile, 'settings.json'), log);
  for (const name of given.bad) log.warn('argument not understood', { name });
  const siteFile = given.site ?? settings.site;
  const practice = given.practice === true && given.site === undefined;
  const host = given.site === undefined ? given.join : undefined;
  const loaded = loadSite(practice || host !== undefined ? undefined : siteFile);
  const exercise =
    practice || host !== undefined || (loaded.ok ? loaded.site.site.exercise : loaded.exercise);

  Menu.setApplicationMenu(null);
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  for (const [name, value] of [...switches, ...(exercise ? exerciseSwitches : [])])
    if (value === undefined) app.commandLine.appendSwitch(name);
    else app.commandLine.appendSwitch(name, value);
  guardAllContents(devTools, log);

  log.info('starting', {
    version: app.getVersion(),
    electron: process.versions.electron,
    chromium: process.versions.chrome,
    testRuntime,
    packaged: app.isPackaged,
    devTools,
  });
  app
    .whenReady()
    .then(async () => {
      const rest = { log, profile, testRuntime, devTools };
      const { seed, speed, role } = given;
      if (host !== undefined) {
        const { siteFile: own, position, secret } = await joinExercise({ ...rest, host });
        runPosition({ ...rest, ...ownSite(own), position, role, environmentSecret: secret });
      } else if (practice) {
        const position = given.position ?? 1;
        const opened = await openPractice({ log, profile, devTools, position, seed, speed });
        const { siteFile: own, secret } = opened;
        runPosition({
          ...rest,
          ...ownSite(own),
          position,
          role,
          environmentSecret: secret,
          practice: opened,
        });
      } else
        runPosition({
          ...rest,
          siteFile,
          loaded,
          position: given.position ?? settings.position,
          role: role ?? settings.role,
          environmentSecret,
        });
    })
    .catch((reason: unknown) => {
      // Without a window nobody would see that it hangs: whoever watches over it is to start another.
      log.error('could not start', placeOf(reason));
      app.exit(1);
    });
}

prepare();
