import { expect, it } from 'vitest';
import { settle } from './testing/clock.ts';
import { devicesRig } from './testing/devices-rig.ts';
import type { DevicesRig } from './testing/devices-rig.ts';
import { rigsOfTests } from './testing/devices-rigs.ts';

const headset = { vid: '0b0e', pid: '0307', manners: {} };
const pedal = { vid: '05f3', pid: '00ff' };
const rig = rigsOfTests();
const plug = (at: DevicesRig, ...what: Parameters<DevicesRig['port']['plug']>) => at.port.plug(...what);

it('has several headsets, pedals and lights at once', async () => {
  const r = rig();
  const first = plug(r, headset);
  const second = plug(r, { ...headset, vid: '047f', pid: 'c056' });
  const foot = plug(r, pedal);
  const light = plug(r, { vid: '27bb', pid: '3bcd', bytes: null });
  plug(r, { vid: '046d', pid: '0a37' });
  await r.clock.run(5000);
  expect(r.told().sort()).toEqual([
    'appeared 047f:c056 ready',
    'appeared 05f3:00ff ready',
    'appeared 0b0e:0307 ready',
    'appeared 27bb:3bcd ready',
  ]);
  r.now({ ringing: true });
  await settle();
  expect(first.written.at(-1)).toBe('020400');
  expect(second.written.at(-1)).toBe('1801');
  expect(light.written.at(-1)).toMatch(/^001000ffa000/);
  foot.send(Uint8Array.of(0, 0));
  foot.send(Uint8Array.of(2, 0));
  first.model?.press('hook');
  expect(r.told()).toEqual([
    'pressed 05f3:00ff pedal.middle',
    'pressed 0b0e:0307 headset.hook',
    'request 0b0e:0307 answer',
  ]);
});

it('tells what a device has', async () => {
  const r = rig();
  plug(r, headset);
  await r.clock.run(2000);
  expect(r.events.find(({ type }) => type === 'appeared')).toMatchObject({
    type: 'appeared',
    device: {
      kind: 'headset',
      label: 'Fake 0b0e:0307',
      buttons: expect.arrayContaining(['headset.hook', 'headset.mute', 'headset.reject']) as unknown,
      lamps: expect.arrayContaining(['offHook', 'ring', 'mute']) as unknown,
    },
  });
});

it('ends no call when a headset is unplugged, and lets a pedal go', async () => {
  const r = rig();
  const head = plug(r, headset);
  const foot = plug(r, pedal);
  await r.clock.run(2000);
  r.now({ active: true });
  await r.clock.run(5000);
  foot.send(Uint8Array.of(0, 0));
  foot.send(Uint8Array.of(1, 0));
  r.told();
  head.unplug();
  foot.unplug();
  expect(r.told()).toEqual(['removed 0b0e:0307', 'released 05f3:00ff pedal.left lost', 'removed 05f3:00ff']);
  await r.clock.run(10_000);
  expect(r.told()).toEqual([]);
});

it('knows a device that comes back by the same name, and shows it the call at once', async () => {
  const r = rig();
  plug(r, headset).unplug();
  await r.clock.run(3000);
  r.now({ active: true, muted: true });
  const again = plug(r, headset);
  await r.clock.run(3000);
  expect(r.told().filter((line) => line.startsWith('appeared'))).toEqual(['appeared 0b0e:0307 ready']);
  expect(again.written).toContain('021300');
});

it('lets pedals go when the computer sleeps, and opens everything anew when it wakes', async () => {
  const r = rig();
  const head = plug(r, headset);
  const foot = plug(r, pedal);
  await r.clock.run(2000);
  foot.send(Uint8Array.of(0, 0));
  foot.send(Uint8Array.of(1, 0));
  r.told();
  r.devices.handleSuspend();
  expect(r.told()).toEqual(['released 05f3:00ff pedal.left lost']);
  const before = head.written.length;
  r.devices.handleResume();
  await r.clock.run(3000);
  expect(head.written.length).toBeGreaterThan(before);
  expect([head.opened(), foot.opened()]).toEqual([1, 1]);
  foot.send(Uint8Array.of(1, 0));
  expect(r.told().filter((line) => line.startsWith('pressed'))).toEqual([]);
});

it('says why a device cannot be read, once, and takes it when it can', async () => {
  const r = rig();
  const device = plug(r, headset);
  device.fail('open', 'hid.denied');
  await r.clock.run(20_000);
  expect(r.told()).toEqual(['appeared 0b0e:0307 unreadable', 'unreadable 0b0e:0307 permission']);
  device.fail('open', undefined);
  await r.clock.run(5000);
  expect(r.told()).toEqual(['appeared 0b0e:0307 ready']);
});

it('says that a headset tells nothing of its reports, and nothing of what is none of ours', async () => {
  const r = rig();
  plug(r, { vid: '0b0e', pid: '0307' }).fail('descriptor', 'hid.unreadable');
  plug(r, { vid: '046d', pid: '0a37' }).fail('descriptor', 'hid.denied');
  await r.clock.run(2000);
  expect(r.told()).toEqual(['appeared 0b0e:0307 unreadable', 'unreadable 0b0e:0307 failed']);
});

it('takes up a device again that broke off and is still there', async () => {
  const r = rig();
  const device = plug(r, headset);
  await r.clock.run(2000);
  device.breakOff('hid.gone');
  await r.clock.run(2000);
  expect(r.told()).toEqual(['appeared 0b0e:0307 ready', 'removed 0b0e:0307', 'appeared 0b0e:0307 ready']);
  expect(device.opened()).toBe(1);
});

it('opens nothing that is gone before it could be opened', async () => {
  const r = rig();
  await settle();
  const device = plug(r, headset);
  r.clock.advance(1000);
  device.unplug();
  await r.clock.run(10_000);
  expect(r.told()).toEqual([]);
});

it('sees that another device has the path of one that was none of ours', async () => {
  const r = rig();
  const other = plug(r, { vid: '046d', pid: '0a37', path: 'hidraw3' });
  await r.clock.run(2000);
  other.unplug();
  plug(r, { ...headset, path: 'hidraw3' });
  await r.clock.run(2000);
  expect(r.told()).toEqual(['appeared 0b0e:0307 ready']);
});

it('tells of a lamp that could not be written', async () => {
  const r = rig();
  const device = plug(r, headset);
  await r.clock.run(2000);
  r.told();
  device.fail('write', 'hid.writeFailed');
  r.now({ ringing: true });
  await settle();
  expect(r.told()).toEqual(['writeFailed 0b0e:0307 hid.writeFailed']);
});

it('says that another program uses the headset, until it has been quiet for a minute', async () => {
  const r = rig();
  const device = plug(r, headset);
  await r.clock.run(2000);
  r.told();
  device.send(Uint8Array.of(2, 2, 0));
  expect(r.told()).toEqual(['appeared 0b0e:0307 contended', 'contended 0b0e:0307 foreignCall']);
  await r.clock.run(60_000);
  expect(r.told()).toEqual(['appeared 0b0e:0307 ready']);
});

it('writes all lamps off and closes everything at the end', async () => {
  const r = rig();
  const device = plug(r, headset);
  await r.clock.run(2000);
  r.now({ active: true });
  await r.clock.run(1000);
  await r.devices.close();
  expect(device.written.at(-1)).toBe('020000');
  expect(device.opened()).toBe(0);
});

it('learns a pedal nobody knows, and uses it at once', async () => {
  const r = rig();
  const device = plug(r, { vid: '07b4', pid: '0218', bytes: null });
  await r.clock.run(2000);
  expect(r.told()).toEqual([]);
  expect(r.devices.listed()).toEqual([{ id: '07b4:0218', label: 'Fake 07b4:0218' }]);
  const learning = r.devices.learn('07b4:0218', ['left', 'right'], new AbortController().signal);
  await settle();
  for (const mask of [4, 1]) {
    for (const value of [mask, 0, mask, 0]) device.send(Uint8Array.of(0, 0, 0, value));
  }
  const learned = await learning;
  expect(learned).toMatchObject({
    buttons: [
      { name: 'left', byte: 3, mask: 4 },
      { name: 'right', byte: 3, mask: 1 },
    ],
  });
  expect(r.told()[0]).toBe('learning 07b4:0218 {"want":"press","round":1}');
  await settle();
  device.send(Uint8Array.of(0, 0, 0, 0));
  device.send(Uint8Array.of(0, 0, 0, 4));
  expect(r.told()).toEqual(['appeared 07b4:0218 ready', 'pressed 07b4:0218 pedal.left']);
});

it('stops learning when told, when the device goes, and for a headset', async () => {
  const r = rig();
  const device = plug(r, pedal);
  plug(r, headset);
  await r.clock.run(2000);
  const abort = new AbortController();
  const first = r.devices.learn('05f3:00ff', ['left'], abort.signal);
  await settle();
  await expect(r.devices.learn('05f3:00ff', ['left'], abort.signal)).rejects.toMatchObject({
    code: 'hid.busy',
  });
  abort.abort();
  await expect(first).rejects.toMatchObject({ code: 'hid.closed' });
  await settle();
  expect(device.opened()).toBe(1);
  const second = r.devices.learn('05f3:00ff', ['left'], new AbortController().signal);
  await settle();
  device.unplug();
  await expect(second).rejects.toMatchObject({ code: 'hid.gone' });
  await expect(r.devices.learn('05f3:00ff', [], abort.signal)).rejects.toBeDefined();
  await expect(r.devices.learn('0b0e:0307', [], abort.signal)).rejects.toMatchObject({ code: 'hid.busy' });
  await r.clock.run(2000);
});

it('looks for a pedal that should be there', async () => {
  const { onHint: _, ...silent } = devicesRig().port;
  const r = rig({ port: silent, wanted: [{ vendorId: 0x05f3, productId: 0xff }] });
  await r.clock.run(1000);
  const before = silent.lists();
  await r.clock.run(10_000);
  expect(silent.lists() - before).toBe(2);
});
