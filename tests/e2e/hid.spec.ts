import { expect, test as base } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { Event } from '@samband/telephony/contract';
import type { BedDevice } from '../support/hid/bed.ts';
import { killDevices, startEquipped } from '../support/hid/move-in.ts';
import type { EquippedPosition } from '../support/hid/move-in.ts';

/**
 * Headsets and pedals in a real Electron: the real node-hid in the console's own process sees devices that umockdev
 * makes up. Reports are of the Jabra EVOLVE LINK (report 2: hook 01, line busy 02, mute 04, flash 08; lamps: off-hook
 * 01, mute 02, ring 04, hold 08, microphone 10) and of a VEC pedal (left 01, middle 02, right 04).
 */
const jabra = ['0b0e', '0307'] as const;
const vec = ['05f3', '00ff'] as const;

interface Desk extends EquippedPosition {
  readonly window: Page;
}

const test = base.extend<{ desk: Desk }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern
  desk: async ({}, use, info) => {
    const equipped = await startEquipped();
    const { position } = equipped;
    await use({ ...equipped, window: await position.consoleWindow() });
    if (info.status !== info.expectedStatus)
      await info.attach('position.jsonl', { body: position.log.text(), contentType: 'text/plain' });
    await equipped.close();
  },
});

const report = (...bytes: number[]): Uint8Array => Uint8Array.from(bytes);
/** A press of a button of the headset, while its hook is as it is. */
function press(headset: BedDevice, hook: 0 | 1, bit: number): void {
  headset.send(report(2, hook | bit, 0));
  headset.send(report(2, hook, 0));
}

async function ring({ window, position }: Desk): Promise<string> {
  const from = position.log.mark;
  await window.getByRole('button', { name: 'Ett anrop nå' }).click({ timeout: 60_000 });
  const { call = '' } = await position.log.waitFor('call.waiting', { from });
  return call;
}

const ofCall =
  (call: string) =>
  (event: Event): boolean =>
    event.call === call;

/** A call that was answered by the hook. */
async function answered(desk: Desk, headset: BedDevice): Promise<string> {
  headset.send(report(2, 0, 0));
  const call = await ring(desk);
  await headset.written('020400');
  headset.send(report(2, 1, 0));
  await desk.position.log.waitFor('call.answered', { where: ofCall(call) });
  await headset.written('020100');
  return call;
}

/**
 * A hook that moves right after the answer is not believed, and what comes within 700 ms of a lamp may be the device's
 * own echo of it: a person is slower.
 */
async function passed(ms: number): Promise<void> {
  const since = Date.now();
  await expect.poll(() => Date.now() - since, { timeout: 10_000 }).toBeGreaterThan(ms);
}

test('a call is answered, muted, held and hung up by the headset, and its lamps say so', async ({ desk }) => {
  const { log } = desk.position;
  const headset = await desk.plug(jabra);
  await headset.written('020000');
  const call = await answered(desk, headset);

  press(headset, 1, 4);
  await log.waitFor('call.muted', { where: (event) => event.on });
  await headset.written('021300');
  await expect(desk.window.getByRole('button', { pressed: true, name: /Demp/ })).toBeVisible();
  await passed(1000);
  press(headset, 1, 4);
  await log.waitFor('call.muted', { where: (event) => !event.on });
  await headset.written('020100');

  press(headset, 1, 8);
  await log.waitFor('call.held', { where: ofCall(call) });
  await headset.written('020900');
  press(headset, 1, 8);
  await log.waitFor('call.resumed', { where: ofCall(call) });
  await headset.written('020100');

  await passed(2500);
  headset.send(report(2, 0, 0));
  await log.waitFor('call.ended', { where: (event) => event.call === call && event.by === 'operator' });
  await headset.written('020000');
});

test('a headset that is pulled out, and a program that writes to it, end no call', async ({ desk }) => {
  const { log } = desk.position;
  const headset = await desk.plug(jabra);
  const call = await answered(desk, headset);
  await passed(2500);

  // Another softphone's ring clears Off-Hook: the device goes on hook, and its line's state changes with it.
  headset.send(report(2, 2, 0));
  await log.waitFor('hid.appeared', { where: ({ device }) => device.state === 'contended' });
  await headset.unplug();
  await log.waitFor('hid.removed');
  const again = await desk.plug(jabra);
  await again.written('020100');
  expect(log.all('call.ended')).toEqual([]);

  await desk.window.keyboard.press('F12');
  await log.waitFor('call.ended', { where: ofCall(call) });
});

test('push to talk: the pedal opens a muted microphone, and lets go when it or its process is gone', async ({
  desk,
}) => {
  const { log } = desk.position;
  const call = await ring(desk);
  await desk.window.keyboard.press('F1');
  await log.waitFor('call.answered', { where: ofCall(call) });
  await expect(desk.window.getByRole('button', { name: /^Demp/ })).toBeVisible();
  await desk.window.keyboard.press('F2');
  await log.waitFor('call.muted', { where: (event) => event.on });

  const mutes = () => log.all('call.muted').map(({ on }) => on);
  const down = async (pedal: BedDevice): Promise<void> => {
    const from = log.mark;
    pedal.send(report(0, 0));
    pedal.send(report(4, 0));
    await log.waitFor('ptt.down', { from, where: ({ how }) => how === 'talk' });
  };
  const pedal = await desk.plug(vec);
  await down(pedal);
  pedal.send(report(0, 0));
  await log.waitFor('ptt.up', { where: ({ why }) => why === 'released' });
  expect(mutes()).toEqual([true, false, true]);

  await down(pedal);
  let from = log.mark;
  await pedal.unplug();
  await log.waitFor('ptt.up', { from, where: ({ why }) => why === 'lost' });
  expect(mutes().at(-1)).toBe(true);

  const other = await desk.plug(vec);
  await down(other);
  from = log.mark;
  await killDevices(desk.position);
  await log.waitFor('ptt.up', { from, where: ({ why }) => why === 'lost' });
  await log.waitFor('process.back', { from, where: ({ which }) => which === 'devices' });
  expect(mutes().at(-1)).toBe(true);
  expect(log.all('call.ended')).toEqual([]);
});

/** What is written to a device from now on, as hexadecimal text. */
function writtenTo(device: BedDevice): string[] {
  const written: string[] = [];
  device.onWritten((bytes) => written.push(Buffer.from(bytes).toString('hex')));
  return written;
}

test('each lamp is tried from the panel; what the headset answers is no press, and a call in its midst is answered', async ({
  desk,
}) => {
  const { log } = desk.position;
  const headset = await desk.plug(jabra);
  headset.send(report(2, 0, 0));
  await desk.window.keyboard.press('Shift+F11');
  const lamps = desk.window.getByRole('list', { name: /^Lamper på/ });
  await passed(1000);
  const from = log.mark;

  let written = writtenTo(headset);
  await lamps.getByRole('button', { name: 'Ring', exact: true }).click();
  const blinked = ['020400', '020000', '020400', '020000', '020400', '020000'];
  await expect.poll(() => written).toEqual(blinked);

  // This one answers as headsets do: by its hook.
  await passed(1000);
  written = writtenTo(headset);
  headset.onWritten(([, bits = 0]) => headset.send(report(2, bits & 1, 0)));
  await lamps.getByRole('button', { name: 'Samtale' }).click();
  await expect.poll(() => written).toEqual(blinked.map((hex) => hex.replace('04', '01')));
  expect(log.events.slice(from).map(({ type }) => type)).not.toContain('key.pressed');

  await passed(1000);
  await lamps.getByRole('button', { name: 'Samtale' }).click();
  await headset.written('020100');
  const call = await ring(desk);
  await headset.written('020400');
  await expect(lamps.getByRole('button', { name: 'Ring', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await passed(1000);
  headset.send(report(2, 1, 0));
  await log.waitFor('call.answered', { where: ofCall(call) });
});

test('a second headset: its button mutes itself alone, it answers and ends nothing, and nothing rings on it', async ({
  desk,
}) => {
  const { log } = desk.position;
  const { window } = desk;
  const headset = await desk.plug(jabra);
  headset.send(report(2, 0, 0));
  await window.keyboard.press('Shift+F10');
  const part = window.getByRole('region', { name: 'Medlytt' });
  const choose = (group: string, option: string | RegExp): Promise<void> =>
    part.getByRole('group', { name: group }).getByRole('radio', { name: option }).check();
  await choose('Enheter: Medlytt', 'Fake Audio Output 2');
  await choose('Mikrofon for medlytt', 'Fake Audio Input 2');
  await choose('Demping', 'Egen demping');
  await choose('Knapper og lamper for medlytt', /EVOLVE/);
  await log.waitFor('medlytt.set', {
    where: ({ mute, headset: chosen }) => mute === 'own' && chosen === jabra.join(':'),
  });
  await expect(part.getByText('Medlytteren er dempet')).toBeVisible();

  const written = writtenTo(headset);
  const call = await ring(desk);
  await window.keyboard.press('F1');
  await log.waitFor('call.answered', { where: ofCall(call) });
  await expect.poll(() => written.at(-1)).toBe('021300');
  expect(written.filter((hex) => hex === '020400')).toEqual([]);
  await passed(1500);

  press(headset, 1, 4);
  await log.waitFor('medlytt.muted', { where: ({ on }) => !on });
  await headset.written('020100');
  await expect(window.getByRole('button', { name: /^Medlytt åpen/ })).toBeVisible();
  await passed(1000);
  const mark = log.mark;
  press(headset, 1, 4);
  await log.waitFor('medlytt.muted', { from: mark, where: ({ on }) => on });
  await headset.written('021300');

  await passed(1000);
  press(headset, 1, 8);
  headset.send(report(2, 0, 0));
  await passed(1500);
  expect([...log.all('call.held'), ...log.all('call.ended'), ...log.all('call.muted')]).toEqual([]);
  await window.keyboard.press('F12');
  await log.waitFor('call.ended', { where: ofCall(call) });
});
