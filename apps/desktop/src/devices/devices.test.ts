import { fakeClock, fakePort, plainManners, settle } from '@samband/hid/testing';
import type { Desk, DeviceLook, ToEngineFromDevices } from '@samband/telephony/contract';
import { afterEach, expect, it } from 'vitest';
import type { FromDevicesProcess } from '../shared/devices.ts';
import { quietLog } from '../main/parties/fakes.ts';
import { createDevicesProcess } from './devices.ts';
import type { DevicesProcess, EnginePort } from './devices.ts';

const jabra = { vid: '0b0e', pid: '0307', manners: plainManners };
const pedal = { vid: '05f3', pid: '00ff' };
const idle: Desk = {
  registered: true,
  ringing: false,
  dialling: false,
  active: false,
  held: false,
  muted: false,
  second: '',
  secondMuted: false,
  secondOwn: false,
  role: 'medical',
  operator: '',
};
const roles = { medical: { 'headset.hook': 'queue.answerNext', 'pedal.left': 'call.mute' } };

const open: DevicesProcess[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

/** Without hints: Windows and macOS have no folder to watch. */
function setUp({ hints = true } = {}) {
  const clock = fakeClock();
  const port = fakePort(clock);
  const { onHint: _none, ...silent } = port;
  const told: ToEngineFromDevices[] = [];
  const said: FromDevicesProcess[] = [];
  const devices = createDevicesProcess({
    clock,
    port: hints ? port : silent,
    logger: quietLog(),
    say: (message) => said.push(message),
  });
  open.push(devices);
  const engine: EnginePort = { postMessage: (message) => told.push(message), close: () => undefined };
  devices.handleEngine(engine);
  devices.handle({ kind: 'start', roles, persons: {}, learned: [], wanted: [] });
  const desk = (more: Partial<Desk>): void =>
    devices.handleFromEngine({ kind: 'desk', desk: { ...idle, ...more } });
  desk({});
  return { clock, port, told, said, devices, desk, engine };
}

/** Without what is only for who looks. */
const asked = (told: readonly ToEngineFromDevices[]) =>
  told.filter(({ kind }) => kind === 'press' || kind === 'push');

it('tells the engine what is plugged in, and a new engine all of it', async () => {
  const { clock, port, told, devices } = setUp();
  port.plug(jabra);
  await clock.run(2000);
  const reports = told.filter(({ kind }) => kind === 'report');
  expect(reports).toMatchObject([
    { report: { type: 'hid.appeared', payload: { device: { kind: 'headset', state: 'ready' } } } },
  ]);
  const again: ToEngineFromDevices[] = [];
  devices.handleEngine({ postMessage: (message) => again.push(message), close: () => undefined });
  expect(again).toEqual(reports);
});

it('makes of an idle hook what the site says, and of a pedal what the role says', async () => {
  const { clock, port, told, desk } = setUp();
  const headset = port.plug(jabra);
  const foot = port.plug(pedal);
  await clock.run(2000);
  headset.model?.press('hook');
  desk({ active: true });
  foot.send(Uint8Array.of(0, 0));
  foot.send(Uint8Array.of(1, 0));
  foot.send(Uint8Array.of(0, 0));
  await clock.run(100);
  expect(asked(told)).toMatchObject([
    { kind: 'press', action: 'call.answer', device: 'Fake 0b0e:0307' },
    { kind: 'press', action: 'call.mute' },
  ]);
});

it('opens the microphone on the first edge of the pedal, and lets go when it is unplugged', async () => {
  const { clock, port, told, desk } = setUp();
  const foot = port.plug(pedal);
  await clock.run(2000);
  desk({ active: true, muted: true });
  foot.send(Uint8Array.of(0, 0));
  foot.send(Uint8Array.of(4, 0));
  foot.unplug();
  expect(asked(told)).toEqual([
    { kind: 'push', how: 'talk', down: true },
    { kind: 'push', how: 'talk', down: false, why: 'lost' },
  ]);
});

it('shows the state of the call on the lamps, and nothing once the engine is gone', async () => {
  const { clock, port, devices, desk, engine } = setUp();
  const headset = port.plug(jabra);
  await clock.run(2000);
  desk({ active: true, muted: true });
  await settle();
  const inCall = headset.written.at(-1);
  devices.handleEngineGone({ postMessage: () => undefined, close: () => undefined });
  await settle();
  expect(headset.written.at(-1)).toBe(inCall);
  devices.handleEngineGone(engine);
  await settle();
  expect([inCall, headset.written.at(-1)]).toEqual(['021300', '020000']);
});

it('says what each button means now, to the person who is there', async () => {
  const { clock, port, told, devices, desk } = setUp();
  port.plug(pedal);
  await clock.run(2000);
  const meanings = () =>
    told.flatMap((message) =>
      message.kind === 'look' && message.what.look === 'meanings' ? [message.what.meanings] : [],
    );
  desk({ active: true });
  expect(meanings().at(-1)).toMatchObject({
    'pedal.left': { bound: 'call.mute', now: 'call.mute' },
    'pedal.middle': { bound: 'queue.answerNext' },
  });
  devices.handle({ kind: 'persons', persons: { kari: { 'pedal.left': 'ptt.mute' } } });
  desk({ active: true, operator: 'kari' });
  expect(meanings().at(-1)).toMatchObject({ 'pedal.left': { bound: 'ptt.mute', problem: 'opposed' } });
});

it('looks at once when main hints', async () => {
  const { clock, port, told, devices } = setUp({ hints: false });
  await settle();
  port.plug(jabra);
  await clock.run(1000);
  expect(told).not.toContainEqual(expect.objectContaining({ kind: 'report' }));
  devices.handle({ kind: 'hint' });
  await clock.run(1000);
  expect(told).toContainEqual(expect.objectContaining({ kind: 'report' }));
});

it('opens a device once, however often what an idle hook does is changed meanwhile', async () => {
  const { clock, port, told, devices } = setUp();
  port.plug(jabra);
  await clock.run(2000);
  const before = told.length;
  for (const hook of ['none', 'queue.answerNext', 'none'])
    devices.handle({ kind: 'persons', persons: { '': { 'headset.hook': hook } } });
  await clock.run(5000);
  const reports = told.slice(before).filter(({ kind }) => kind === 'report');
  expect(reports).toMatchObject([{ report: { type: 'hid.appeared' } }]);
});

it('answers heartbeats, and drops what cannot be read', () => {
  const { said, devices } = setUp();
  devices.handle({ kind: 'ping', n: 4 });
  devices.handleFromEngine('rubbish');
  expect(said).toEqual([{ kind: 'pong', n: 4 }]);
});

const looks = (told: readonly ToEngineFromDevices[], kind: DeviceLook['look']): DeviceLook[] =>
  told.flatMap((message) => (message.kind === 'look' && message.what.look === kind ? [message.what] : []));

it('tries a lamp, and says what it is from moment to moment', async () => {
  const { clock, port, told, devices } = setUp();
  const headset = port.plug(jabra);
  await clock.run(5000);
  headset.written.length = 0;
  devices.handleFromEngine({ kind: 'lamp', device: '0b0e:0307', lamp: 'ring' });
  await clock.run(10_000);
  const states = ['lit', 'dark', 'lit', 'dark', 'lit', 'over'];
  expect(looks(told, 'lamp')).toEqual(
    states.map((state) => ({ look: 'lamp', device: '0b0e:0307', lamp: 'ring', state })),
  );
  expect(headset.written).toEqual(['020400', '020000', '020400', '020000', '020400', '020000']);
});

it('says that a test is over which cannot begin, and that one is which a call ends', async () => {
  const { clock, port, told, devices, desk } = setUp();
  const over = (lamp: string, device = '0b0e:0307') => ({ look: 'lamp', device, lamp, state: 'over' });
  devices.handleFromEngine({ kind: 'lamp', device: '0b0e:0307', lamp: 'ring' });
  expect(looks(told, 'lamp')).toEqual([over('ring')]);
  port.plug(jabra);
  await clock.run(5000);
  devices.handleFromEngine({ kind: 'lamp', device: '0b0e:0307', lamp: 'nose' });
  devices.handleFromEngine({ kind: 'lamp', device: '0b0e:0307', lamp: 'offHook' });
  await clock.run(100);
  desk({ ringing: true });
  devices.handleFromEngine({ kind: 'lamp', device: '0b0e:0307', lamp: 'ring' });
  expect(looks(told, 'lamp').slice(1)).toEqual([
    over('nose'),
    { ...over('offHook'), state: 'lit' },
    over('offHook'),
    over('ring'),
  ]);
  expect(asked(told)).toEqual([]);
});

it('hears of the second headset its mute and nothing else, however its buttons are bound', async () => {
  const { clock, port, told, devices, desk } = setUp();
  const first = port.plug(jabra);
  const second = port.plug({ ...jabra, vid: '047f', pid: 'c056' });
  await clock.run(5000);
  const with2 = { second: '047f:c056', secondMuted: true, secondOwn: true };
  const bound = {
    'headset.hook': 'position.pause',
    'headset.flash': 'ptt.talk',
    'headset.mute': 'call.hold',
  };
  devices.handle({ kind: 'persons', persons: { '': bound } });
  desk(with2);
  await clock.run(5000);
  second.model?.press('hook');
  await clock.run(3000);
  desk({ ...with2, active: true });
  await clock.run(3000);
  expect([first.model?.isLit('mute'), second.model?.isLit('mute')]).toEqual([false, true]);
  for (const button of ['hook', 'flash', 'reject', 'redial', 'mute'] as const) {
    second.model?.press(button);
    await clock.run(3000);
  }
  expect(second.model?.hook()).toBe(1);
  expect(asked(told)).toEqual([
    { kind: 'press', action: 'medlytt.mute', device: 'Fake 047f:c056', on: false },
  ]);
  const shown = looks(told, 'button').filter((what) => 'device' in what && what.device === '047f:c056');
  expect(shown).toContainEqual(expect.objectContaining({ button: 'headset.flash', down: true }));

  desk({ ...with2, secondOwn: false, secondMuted: false, active: true });
  await clock.run(3000);
  second.model?.press('mute');
  expect(asked(told).at(-1)).toEqual({
    ...{ kind: 'press', action: 'call.mute', device: 'Fake 047f:c056', on: true },
  });
});

it('shows a headset its calls at once when it becomes the second one, and when it no longer is', async () => {
  const { clock, port, desk } = setUp();
  const headset = port.plug(jabra);
  await clock.run(5000);
  desk({ ringing: true });
  await settle();
  expect(headset.written.at(-1)).toBe('020400');
  desk({ ringing: true, second: '0b0e:0307' });
  await settle();
  expect(headset.written.at(-1)).toBe('020000');
  desk({ ringing: true });
  await settle();
  expect(headset.written.at(-1)).toBe('020400');
});

it('says what a pedal does for who listens in', async () => {
  const { clock, port, told, devices, desk } = setUp();
  port.plug(pedal);
  await clock.run(2000);
  devices.handle({ kind: 'persons', persons: { '': { 'pedal.left': 'medlytt.mute' } } });
  const left = () => {
    const last = looks(told, 'meanings').at(-1);
    return last?.look === 'meanings' ? last.meanings['pedal.left'] : undefined;
  };
  expect(left()).toEqual({ bound: 'medlytt.mute' });
  desk({ second: '0b0e:0307', secondOwn: true });
  expect(left()).toEqual({ bound: 'medlytt.mute', now: 'medlytt.mute' });
});

it('tells what is plugged in anew at each change, while somebody looks', async () => {
  const { clock, port, told, devices } = setUp();
  port.plug(jabra);
  await clock.run(2000);
  expect(looks(told, 'listed')).toEqual([]);
  devices.handleFromEngine({ kind: 'look' });
  const foot = port.plug({ vid: '07b4', pid: '0218', bytes: null });
  await clock.run(2000);
  foot.unplug();
  await clock.run(2000);
  const lists = looks(told, 'listed').map((what) =>
    what.look === 'listed' ? what.devices.map(({ id }) => id) : [],
  );
  expect(lists).toEqual([['0b0e:0307'], ['0b0e:0307', '07b4:0218'], ['0b0e:0307']]);

  const later: ToEngineFromDevices[] = [];
  devices.handleEngine({ postMessage: (message) => later.push(message), close: () => undefined });
  port.plug(pedal);
  await clock.run(2000);
  expect(looks(later, 'listed')).toEqual([]);
});

it('looks again and again for what the position should have, until it is there', async () => {
  const { clock, port, devices } = setUp();
  const looksIn = async (ms: number): Promise<number> => {
    const before = port.lists();
    await clock.run(ms);
    return port.lists() - before;
  };
  await clock.run(2000);
  expect(await looksIn(20_000)).toBe(0);
  devices.handle({
    ...{ kind: 'start', roles, persons: {}, learned: [] },
    wanted: [{ vendorId: 0x05f3, productId: 0xff }],
  });
  await clock.run(2000);
  expect(await looksIn(20_000)).toBe(4);
  port.plug(pedal);
  await clock.run(2000);
  expect(await looksIn(20_000)).toBe(0);
});
