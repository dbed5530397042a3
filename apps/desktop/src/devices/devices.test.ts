import { fakeClock, fakePort, plainManners, settle } from '@samband/hid/testing';
import type { Desk, ToEngineFromDevices } from '@samband/telephony/contract';
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
  devices.handle({ kind: 'start', roles, persons: {}, learned: [] });
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
