import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Window } from 'happy-dom';
import type { Document, Element } from 'happy-dom';
import { expect, it } from 'vitest';
import configuration from './builder.config.ts';

const read = (name: string): string => readFileSync(join(import.meta.dirname, 'autostart', name), 'utf8');
const program = {
  // Where electron-builder's packages put it: /opt and Program Files, by the product's name.
  linux: `/opt/${configuration.productName}/${configuration.linux?.executableName}`,
  windows: `%ProgramFiles%\\${configuration.productName}\\${configuration.productName}.exe`,
  mac: `/Applications/${configuration.productName}.app/Contents/MacOS/${configuration.productName}`,
};

/** Sections of a unit file: `Section.Key` to value; a line that is neither is an error. */
function parseUnit(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let section = '';
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const header = /^\[(Unit|Service|Install)\]$/.exec(line)?.[1];
    const setting = /^([A-Z][A-Za-z]+)=(.+)$/.exec(line);
    if (header !== undefined) section = header;
    else if (setting?.[1] !== undefined && setting[2] !== undefined && !found.has(`${section}.${setting[1]}`))
      found.set(`${section}.${setting[1]}`, setting[2]);
    else throw new Error(`not a line of a unit: ${line}`);
  }
  return found;
}

function parseXml(text: string): Document {
  const { DOMParser } = new Window();
  const document = new DOMParser().parseFromString(text, 'text/xml');
  const error = document.querySelector('parsererror')?.textContent;
  if (error !== undefined) throw new Error(error);
  return document;
}

it('the unit starts the console with the session, always again, and leaves Chromium its sandbox', () => {
  const unit = parseUnit(read('samband.service'));
  expect(unit.get('Service.ExecStart')).toBe(`${program.linux} --autostart`);
  expect(unit.get('Service.Restart')).toBe('always');
  expect(unit.get('Service.Type')).toBe('notify');
  expect(Number(unit.get('Service.WatchdogSec'))).toBeGreaterThan(0);
  // The one who tells is a process of its own.
  expect(unit.get('Service.NotifyAccess')).toBe('all');
  expect(unit.get('Unit.StartLimitIntervalSec')).toBe('0');
  expect(unit.get('Service.OOMPolicy')).toBe('continue');
  expect(unit.get('Install.WantedBy')).toBe('graphical-session.target');
  // In a user's unit these bring NoNewPrivileges along.
  const closing =
    /^Service\.(NoNewPriv|Protect|Private|Restrict[A-Z]|SystemCall|Dynamic|Capability|MemoryDeny)/;
  expect([...unit.keys()].filter((key) => closing.test(key))).toEqual([]);
  expect(() => parseUnit(`${read('samband.service')}Wanted by somebody\n`)).toThrow('not a line');
});

it('systemd, where there is one, has nothing to say against the unit', () => {
  const analyse = '/usr/bin/systemd-analyze';
  if (!existsSync(analyse)) return;
  const folder = mkdtempSync(join(tmpdir(), 'samband-unit-'));
  try {
    // It looks for the program: there is none in /opt here.
    const unit = join(folder, 'samband.service');
    writeFileSync(unit, read('samband.service').replace(program.linux, process.execPath));
    const args = ['verify', '--user', '--man=no', '--recursive-errors=no', unit];
    const env = { ...process.env, XDG_RUNTIME_DIR: folder };
    expect(execFileSync(analyse, args, { env, encoding: 'utf8', stdio: 'pipe' })).toBe('');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('the task starts the console for whoever logs on, without a limit of time, at normal priority', () => {
  const text = read('samband-task.xml');
  // schtasks reads it as text of its own encoding: no declaration, nothing but ASCII.
  expect(text).toMatch(/^<!--[ -~\n]*$/);
  expect(() => parseXml(text.replace('</Exec>', ''))).toThrow();
  const task = parseXml(text);
  const value = (path: string): string | undefined => task.querySelector(path)?.textContent.trim();
  expect(task.documentElement.namespaceURI).toBe('http://schemas.microsoft.com/windows/2004/02/mit/task');
  expect(value('Actions > Exec > Command')).toBe(program.windows);
  expect(value('Actions > Exec > Arguments')).toBe('--autostart');
  expect(value('LogonTrigger > Repetition > Interval')).toBe('PT1M');
  expect(value('LogonTrigger > UserId')).toBeUndefined();
  expect(value('Principal > GroupId')).toBe('S-1-5-32-545');
  expect(value('Settings > MultipleInstancesPolicy')).toBe('IgnoreNew');
  expect(value('Settings > ExecutionTimeLimit')).toBe('PT0S');
  expect(value('Settings > RestartOnFailure > Interval')).toBe('PT1M');
  expect(value('Settings > Priority')).toBe('4');
  for (const off of ['DisallowStartIfOnBatteries', 'StopIfGoingOnBatteries', 'RunOnlyIfIdle'])
    expect(value(`Settings > ${off}`)).toBe('false');
});

it('the agent keeps the app of the Mac alive', () => {
  const dict = parseXml(read('no.samband.console.plist')).querySelector('plist > dict');
  const pairs = [...(dict?.children ?? [])].map((one) => one.textContent.trim());
  const after = (key: string): Element | undefined => dict?.children[pairs.indexOf(key) + 1];
  expect(after('Label')?.textContent).toBe(configuration.appId);
  expect(after('ProgramArguments')?.children[0]?.textContent).toBe(program.mac);
  expect(after('KeepAlive')?.tagName).toBe('true');
});
