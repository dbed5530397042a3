import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { recordingSchema } from '@samband/hid';
import { recordingOf } from '@samband/hid/testing';
import { startBed } from '../support/hid/bed.ts';
import type { Bed, BedDevice } from '../support/hid/bed.ts';
import { start } from '../support/process.ts';
import type { Running } from '../support/process.ts';

const root = join(import.meta.dirname, '..', '..');
const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

async function pedalIn(bed: Bed): Promise<BedDevice> {
  const { bytes, product } = recordingOf('05f3', '00ff');
  return bed.plug({ vid: '05f3', pid: '00ff', product, descriptor: bytes! });
}

/** The command as an owner gives it, with a pedal plugged in. */
async function hid(...args: string[]): Promise<{ pedal: BedDevice; command: Running }> {
  const bed = await startBed();
  undo.push(() => bed.close());
  const pedal = await pedalIn(bed);
  const tsx = import.meta.resolve('tsx');
  const command = start(process.execPath, ['--import', tsx, join(root, 'scripts/hid.ts'), ...args], {
    cwd: root,
    env: { ...process.env, ...bed.env },
  });
  undo.push(() => command.stop());
  return { pedal, command };
}

it('lists what is plugged in', async () => {
  const { pedal, command } = await hid('list');
  expect(await command.ended).toBe(0);
  expect(command.output()).toContain(`${pedal.path}  05f3:00ff  pedal  IN-USB`);
});

it('monitors until it is told to stop', async () => {
  const { pedal, command } = await hid('monitor');
  await command.says(/"type":"appeared".*05f3:00ff.*"ready"/);
  pedal.send(Uint8Array.of(0, 0));
  // What comes together arrives as one report here: the pedal is up until it has been seen so.
  let press = setInterval(() => pedal.send(Uint8Array.of(1, 0)), 20);
  await command.says(/"pressed".*"pedal\.left"/);
  clearInterval(press);
  press = setInterval(() => pedal.send(Uint8Array.of(0, 0)), 20);
  await command.says(/"released".*"pedal\.left"/);
  clearInterval(press);
  command.child.kill('SIGINT');
  expect(await command.ended).toBe(0);
});

it('records what the owner does', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'samband-hid-'));
  undo.push(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'pedal.json');
  const { command } = await hid('record', '05f3:00ff', '--out', file);
  for (const name of ['left', 'middle', 'right']) {
    await command.says(new RegExp(`Press ${name} twice`));
    command.child.stdin?.write('s\n');
  }
  expect(await command.ended).toBe(0);
  const recording = recordingSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect(recording).toMatchObject({
    vendorId: 0x05f3,
    platform: process.platform,
    layout: { tlcs: ['c/3'] },
  });
  expect(recording.steps.map(({ name }) => name)).toEqual(['left', 'middle', 'right']);
});

it('writes nothing when the owner goes away', async () => {
  const { command } = await hid('record');
  await command.says(/Press left twice/);
  await command.says(/to skip/);
  command.child.stdin?.end();
  expect(await command.ended).toBe(1);
  expect(command.output()).toContain('nothing was written');
});
