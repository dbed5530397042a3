import { join } from 'node:path';
import { app, BrowserWindow, Menu, protocol } from 'electron';
import type { Logger } from '@samband/telephony/ports';
import { scheme } from '../shared/channels.ts';
import { systemClock } from '../shared/clock.ts';
import { exerciseSwitches, switches, withoutSandbox } from './hardening/environment.ts';
import { openLog } from './log.ts';
import { runPosition } from './position.ts';
import type { RunningPosition } from './position.ts';
import { joinExercise } from './practice/join.ts';
import { openPractice } from './practice/open.ts';
import { parseArguments, profileFolder } from './profile/arguments.ts';
import type { SecondStart } from './profile/arguments.ts';
import { notifyBy, systemdNotify } from './processes/notify.ts';
import { takeSecret } from './profile/secret.ts';
import { openProfile, proveFolder } from './profile/folder.ts';
import type { ProfileFolder } from './profile/folder.ts';
import { readSettings } from './profile/settings.ts';
import { loadSite } from './site/load.ts';
import type { LoadedSite } from './site/load.ts';
import { createNotifier, takeNotifyPlace } from './supervision/notify.ts';
import { guardAllContents } from './windows/guard.ts';

// First of all: no file of this app is anyone else's, and no process that is started from here on inherits the secret.
process.umask(0o077);
const environmentSecret = takeSecret(process.env);
const notifyPlace = takeNotifyPlace(process.env, process.pid);
const testRuntime = process.versions.electron !== __SHIPPED_ELECTRON__;
const devTools = !app.isPackaged && process.env['SAMBAND_DEVTOOLS'] === '1';

/** What was thrown and where, without its message: that may hold what a caller said or is called. */
function placeOf(thrown: unknown): { error: string; at: string } {
  if (!(thrown instanceof Error)) return { error: typeof thrown, at: '' };
  return { error: thrown.name, at: thrown.stack?.split('\n')[1]?.trim() ?? '' };
}

/** ms within which there must be a window; a start on the slowest PC takes a tenth of it. */
const firstWindow = 60_000;
let log: Logger | undefined;

const hasWindow = (): boolean => BrowserWindow.getAllWindows().length > 0;

/** Nobody would see that it hangs without a window: it ends, says why, and whoever watches over it starts another. */
function end(why: string, facts: ReturnType<typeof placeOf>): void {
  log?.error(why, facts);
  process.stderr.write(`Samband ${why}: ${facts.error} ${facts.at}\n`);
  app.exit(1);
}

/** Looks again whether the profile can be used; then another start is worth a try. */
function startAgainOnceUsable({ problem }: ProfileFolder, isWatched: boolean): void {
  if (!problem) return;
  setInterval(() => {
    try {
      proveFolder(problem.folder);
    } catch {
      return;
    }
    log?.info('the profile can be used; starting again');
    // What the operating system watches over is started again by it, and by nobody else.
    if (!isWatched) app.relaunch();
    app.exit(isWatched ? 1 : 0);
  }, 5000);
}

/** From now on somebody watches over the watchman. */
function tellSystemd(logger: Logger, { judged }: RunningPosition): void {
  createNotifier({
    place: notifyPlace,
    clock: systemClock,
    log: logger,
    send: notifyBy(systemdNotify),
    judged,
  }).ready();
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
  const opened = openProfile(profileFolder(given, app.getPath('appData')));
  const profile = opened.folder;
  process.once('exit', opened.dispose);
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
  const logger = (log = openLog(profile));
  if (opened.problem) {
    logger.error('the profile cannot be used; a temporary one is', { code: opened.problem.code });
    startAgainOnceUsable(opened, given.autostart);
  }
  const settings = readSettings(join(profile, 'settings.json'), logger);
  for (const name of given.bad) logger.warn('argument not understood', { name });
  const siteFile = given.site ?? settings.site;
  const isUsable = opened.problem === undefined;
  const practice = isUsable && given.practice === true && given.site === undefined;
  const host = isUsable && given.site === undefined ? given.join : undefined;
  const loaded: LoadedSite = opened.problem
    ? { ok: false, exercise: false, problem: { kind: 'profile', ...opened.problem } }
    : loadSite(practice || host !== undefined ? undefined : siteFile);
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
  guardAllContents(devTools, logger);

  logger.info('starting', {
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
      const rest = { log: logger, profile, testRuntime, devTools };
      const { seed, speed, role } = given;
      let running: RunningPosition;
      if (host !== undefined) {
        const { siteFile: own, position, secret } = await joinExercise({ ...rest, host });
        running = runPosition({ ...rest, ...ownSite(own), position, role, environmentSecret: secret });
      } else if (practice) {
        const position = given.position ?? 1;
        const centre = await openPractice({ log: logger, profile, devTools, position, seed, speed });
        const { siteFile: own, secret } = centre;
        running = runPosition({
          ...rest,
          ...ownSite(own),
          position,
          role,
          environmentSecret: secret,
          practice: centre,
        });
      } else
        running = runPosition({
          ...rest,
          // Nothing that is mended in the site file helps without a profile.
          siteFile: isUsable ? siteFile : undefined,
          loaded,
          position: given.position ?? settings.position,
          role: role ?? settings.role,
          environmentSecret,
        });
      tellSystemd(logger, running);
    })
    .catch((reason: unknown) => end('could not start', placeOf(reason)));
}

for (const kind of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(kind, (reason: unknown) => {
    if (hasWindow()) log?.error(`${kind} in main`, placeOf(reason));
    else end('could not start', placeOf(reason));
  });
setTimeout(() => {
  if (!hasWindow()) end('could not start', { error: 'no window', at: `within ${firstWindow} ms` });
}, firstWindow);
try {
  prepare();
} catch (error) {
  end('could not start', placeOf(error));
}
