import { afterEach, expect, it } from 'vitest';
import type { HeadsetLamp } from '../layout/index.ts';
import { headsetRig } from '../testing/headset-rig.ts';
import type { HeadsetRig, HeadsetRigOptions } from '../testing/headset-rig.ts';

/** Lamps that are tried, and headsets of who listens in. */
const rigs: HeadsetRig[] = [];
function settledRig(options: HeadsetRigOptions = {}): HeadsetRig {
  const rig = headsetRig({
    ...options,
    options: { idleHook: 'answer', idleRedial: 'redial', ...options.options },
  });
  rigs.push(rig);
  rig.clock.advance(5000);
  return rig;
}
const steps = (rig: HeadsetRig): string[] =>
  rig.events.flatMap((event) => (event.type === 'lampTest' ? [`${event.lamp} ${event.state}`] : []));
const pressed = (rig: HeadsetRig): string[] =>
  rig.events.flatMap((event) => (event.type === 'pressed' ? [event.button] : []));

afterEach(() => {
  for (const rig of rigs.splice(0)) {
    rig.dispose();
    rig.clock.advance(10_000);
    expect(rig.clock.open()).toBe(0);
  }
});

it.each<[HeadsetLamp, string]>([
  ['offHook', '020100'],
  ['mute', '020200'],
  ['ring', '020400'],
  ['hold', '020800'],
  ['microphone', '021000'],
])('blinks %s and nothing else', (lamp, lit) => {
  const rig = settledRig();
  const before = rig.written.length;
  rig.headset.testLamp(lamp);
  rig.clock.advance(10_000);
  expect(rig.written.slice(before)).toEqual([lit, '020000', lit, '020000', lit, '020000']);
  expect(steps(rig)).toEqual(
    ['lit', 'dark', 'lit', 'dark', 'lit', 'over'].map((state) => `${lamp} ${state}`),
  );
  expect([pressed(rig), rig.requests(), rig.device.hook()]).toEqual([[], [], 0]);
});

it('takes no answer to a lamp for a press, however late, whichever lamp, and puts the hook right', () => {
  for (const answersTo of [['offHook'], ['ring']] as const) {
    const rig = settledRig({ manners: { answersAfterMs: 690, answersTo, tellsLineBusy: true } });
    rig.headset.testLamp(answersTo[0]);
    rig.clock.advance(2400);
    rig.device.forceHook(1);
    rig.clock.advance(10_000);
    expect(rig.events.filter(({ type }) => type !== 'lampTest')).toEqual([]);
    expect(rig.device.hook()).toBe(0);
  }
});

it('puts a hook right that was lifted meanwhile', () => {
  const rig = settledRig({ manners: { forgetsAfterMs: undefined } });
  rig.headset.testLamp('ring');
  rig.clock.advance(100);
  rig.device.forceHook(1);
  rig.clock.advance(3100);
  rig.clock.advance(40);
  expect([rig.device.hook(), rig.requests()]).toEqual([0, []]);
});

it('shows a call at once, and the next press answers it', () => {
  for (const after of [10, 490, 510, 1490, 2600]) {
    const rig = settledRig();
    rig.headset.testLamp('offHook');
    rig.clock.advance(after);
    rig.now({ ringing: true });
    expect(steps(rig).filter((step) => step === 'offHook over')).toHaveLength(1);
    expect([rig.device.isLit('ring'), rig.device.isLit('offHook')]).toEqual([true, false]);
    rig.clock.advance(200);
    expect(rig.requests()).toEqual([]);
    rig.device.press('hook');
    expect(rig.requests()).toEqual(['answer']);
    rig.clock.advance(5000);
    expect([rig.requests(), rig.calls().active, rig.device.hook()]).toEqual([['answer'], true, 1]);
  }
});

it('knows a late answer from a press: the answer is taken back', () => {
  const late = settledRig({ manners: { answersAfterMs: 600 } });
  late.headset.testLamp('offHook');
  late.clock.advance(300);
  late.now({ ringing: true });
  late.clock.advance(10_000);
  expect([late.requests(), late.device.hook()]).toEqual([[], 0]);

  const silent = settledRig({ manners: { answersAfterMs: undefined } });
  silent.headset.testLamp('offHook');
  silent.clock.advance(300);
  silent.now({ ringing: true });
  silent.clock.advance(200);
  silent.device.press('hook');
  silent.clock.advance(450);
  expect([pressed(silent), silent.requests()]).toEqual([['hook'], ['answer']]);
  silent.clock.advance(5000);
  expect(silent.calls().active).toBe(true);
});

it('has no doubt of a device that did not answer before', () => {
  const rig = settledRig({ manners: { answersAfterMs: undefined } });
  rig.headset.testLamp('offHook');
  rig.clock.advance(1100);
  rig.now({ ringing: true });
  rig.clock.advance(200);
  rig.device.press('hook');
  rig.clock.advance(0);
  expect(rig.requests()).toEqual(['answer']);
});

it('answers nobody when what rang is gone before the doubt is', () => {
  const rig = settledRig({ manners: { answersAfterMs: undefined, forgetsAfterMs: undefined } });
  rig.headset.testLamp('offHook');
  rig.clock.advance(300);
  rig.now({ ringing: true });
  rig.clock.advance(100);
  rig.device.press('hook');
  rig.now({ ringing: false });
  rig.clock.advance(10_000);
  expect(rig.requests()).toEqual([]);
});

it('does not leave a hook lifted for the caller who comes then', () => {
  const rig = settledRig({ vid: '047f', pid: 'c056', manners: { forgetsAfterMs: undefined } });
  rig.headset.testLamp('ring');
  rig.clock.advance(600);
  rig.device.forceHook(1);
  rig.now({ ringing: true });
  rig.clock.advance(40);
  expect(rig.device.hook()).toBe(0);
  rig.device.press('hook');
  expect(rig.requests()).toEqual(['answer']);
});

it('takes no echo of the mute lamp for a wish, also in a call that comes up meanwhile', () => {
  const rig = settledRig({ manners: { echoesMute: true } });
  rig.headset.testLamp('mute');
  rig.clock.advance(20);
  rig.now({ dialling: true });
  rig.clock.advance(650);
  expect([pressed(rig), rig.requests()]).toEqual([[], []]);
  rig.clock.advance(1000);
  rig.device.press('mute');
  expect(rig.requests()).toEqual(['toggleMute']);
});

it('follows a mute switch that was thrown while a lamp was tried, once that is over', () => {
  const { layout } = settledRig();
  const mute = { ...layout.inputs.mute!, kind: 'state' as const };
  const rig = settledRig({
    layout: { ...layout, inputs: { ...layout.inputs, mute } },
    manners: { answersAfterMs: undefined },
  });
  rig.headset.testLamp('mute');
  rig.clock.advance(20);
  rig.headset.handleReport(Uint8Array.of(2, 4, 0));
  rig.now({ active: true });
  rig.clock.advance(600);
  expect(rig.requests()).toEqual([]);
  rig.clock.advance(200);
  expect(rig.calls().muted).toBe(true);
});

it('is one that answers by Line where there is no Off-Hook', () => {
  const rig = settledRig({
    vid: '046d',
    pid: '0944',
    manners: { answersTo: ['line'], answersAfterMs: 300 },
  });
  rig.headset.testLamp('line');
  rig.clock.advance(200);
  rig.now({ ringing: true });
  rig.clock.advance(10_000);
  expect([rig.requests(), rig.device.hook(), rig.device.isLit('line')]).toEqual([[], 0, false]);
});

it('tries no lamp in a call, while it rings, nor while a press asks for a call', () => {
  const rig = settledRig({ engine: () => undefined });
  for (const calls of [{ ringing: true }, { ringing: false, active: true }, { active: false, held: true }]) {
    rig.now(calls);
    expect(() => rig.headset.testLamp('ring')).toThrow('hid.busy');
  }
  rig.now({ held: false });
  rig.clock.advance(3000);
  rig.device.press('hook');
  expect(() => rig.headset.testLamp('ring')).toThrow('hid.busy');
  expect(steps(rig)).toEqual([]);
});

it('ends a test when told, and when it is disposed of', () => {
  const rig = settledRig();
  rig.headset.testLamp('ring');
  rig.headset.endTest();
  rig.headset.endTest();
  expect([steps(rig), rig.device.isLit('ring')]).toEqual([['ring lit', 'ring over'], false]);
  rig.headset.testLamp('ring');
  rig.dispose();
  expect(steps(rig)).toEqual(['ring lit', 'ring over', 'ring lit', 'ring over']);
});

it('lets who listens in mute, and nothing else; the hook is put right', () => {
  const rig = settledRig();
  rig.now({ listens: true });
  rig.device.press('hook');
  rig.clock.advance(3000);
  expect(rig.device.hook()).toBe(0);
  rig.now({ active: true });
  rig.clock.advance(3000);
  for (const button of ['hook', 'flash', 'reject', 'redial'] as const) {
    rig.device.press(button);
    rig.clock.advance(3000);
  }
  expect([rig.requests(), rig.device.hook()]).toEqual([[], 1]);
  rig.device.press('mute');
  rig.clock.advance(1000);
  expect(rig.requests()).toEqual(['toggleMute']);
});
