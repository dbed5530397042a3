import { afterEach, expect, it } from 'vitest';
import { headsetRig } from '../testing/headset-rig.ts';
import type { HeadsetRig, HeadsetRigOptions } from '../testing/headset-rig.ts';

const rigs: HeadsetRig[] = [];
/** Opened and settled: the time for answers to the opening write is over. */
function settledRig(options: HeadsetRigOptions = {}): HeadsetRig {
  const rig = headsetRig(options);
  rigs.push(rig);
  rig.clock.advance(5000);
  return rig;
}
function inCall(options: HeadsetRigOptions = {}): HeadsetRig {
  const rig = settledRig(options);
  rig.now({ active: true });
  rig.clock.advance(5000);
  return rig;
}
const nothing = () => undefined;
const types = (rig: HeadsetRig): string[] => rig.events.map(({ type }) => type);

afterEach(() => {
  for (const rig of rigs.splice(0)) {
    rig.dispose();
    rig.clock.advance(10_000);
    expect(rig.clock.open()).toBe(0);
  }
});

it('writes the whole state when it opens, and all dark when it ends', () => {
  const rig = settledRig();
  expect(rig.written[0]).toBe('020000');
  rig.now({ active: true, muted: true });
  expect(rig.headset.farewell().map((report) => Buffer.from(report).toString('hex'))).toEqual(['020000']);
});

it('answers by the hook, and acknowledges before Ring goes out', () => {
  const rig = settledRig();
  rig.now({ ringing: true });
  rig.clock.advance(100);
  rig.device.press('hook');
  expect(rig.requests()).toEqual(['answer']);
  expect(rig.written.slice(-2)).toEqual(['020400', '020500']);
  rig.clock.advance(5000);
  expect(rig.written.at(-1)).toBe('020100');
  expect(rig.device.hook()).toBe(1);
  expect(rig.requests()).toEqual(['answer']);
});

it('writes Off-Hook before Ring where each has a report of its own', () => {
  const rig = settledRig({ vid: '047f', pid: '02e6' });
  rig.now({ ringing: true });
  rig.clock.advance(1000);
  const before = rig.written.length;
  rig.now({ ringing: false, active: true });
  expect(rig.written.slice(before)).toEqual(['2401', '2100']);
});

it('keeps a device that forgets from falling back while the engine is slow', () => {
  const rig = settledRig({ engineMs: 1400 });
  rig.now({ ringing: true });
  rig.device.press('hook');
  rig.clock.advance(10_000);
  expect(rig.requests()).toEqual(['answer']);
  expect([rig.device.hook(), rig.calls().active]).toEqual([1, true]);
});

it('takes the acknowledgement back when nothing comes of the press', () => {
  const rig = settledRig({ engine: nothing });
  rig.now({ ringing: true });
  rig.clock.advance(1000);
  rig.device.press('hook');
  rig.clock.advance(5000);
  expect(rig.written.at(-1)).toBe('020400');
  expect(rig.device.hook()).toBe(0);
  rig.device.press('hook');
  expect(rig.requests()).toEqual(['answer', 'answer']);
});

it('takes no answer to its own write for a press', () => {
  const rig = settledRig();
  rig.now({ active: true });
  rig.clock.advance(60);
  expect(rig.device.hook()).toBe(1);
  rig.now({ active: false });
  rig.clock.advance(5000);
  expect(rig.device.hook()).toBe(0);
  expect(rig.events).toEqual([]);
});

it('takes late answers to quick writes for answers, not for an answered call', () => {
  const rig = settledRig({ manners: { answersAfterMs: 200 } });
  rig.now({ active: true });
  rig.clock.advance(50);
  rig.now({ active: false, ringing: true });
  rig.clock.advance(5000);
  expect(rig.requests()).toEqual([]);
});

it('hangs up by the hook in a call that has stood', () => {
  const rig = inCall();
  rig.device.press('hook');
  expect(rig.requests()).toEqual(['hangUp']);
  rig.clock.advance(5000);
  expect(rig.written.at(-1)).toBe('020000');
});

it('asks first where the position wants it', () => {
  const rig = inCall({ options: { confirmHangUp: true } });
  rig.device.press('hook');
  rig.clock.advance(5000);
  expect(rig.requests()).toEqual(['hangUp?']);
  // The call stands: the device is told so.
  expect([rig.device.hook(), rig.calls().active]).toEqual([1, true]);
});

it('does not believe a hook that falls in the first second of a call', () => {
  const rig = settledRig();
  rig.now({ active: true });
  rig.clock.advance(900);
  rig.device.forceHook(0);
  rig.clock.advance(5000);
  expect(rig.requests()).toEqual([]);
  expect(rig.events).toContainEqual({ type: 'ignored', press: 'replace', why: 'tooEarly' });
  expect(rig.device.hook()).toBe(1);
});

it('does not believe a hook that falls right after a write of ours', () => {
  const rig = inCall();
  rig.now({ muted: true });
  rig.clock.advance(600);
  rig.device.forceHook(0);
  expect(rig.requests()).toEqual([]);
  expect(rig.events).toContainEqual({ type: 'ignored', press: 'replace', why: 'ownWrite' });
});

it('does not believe a hook that falls together with Line Busy', () => {
  const rig = inCall({ manners: { tellsLineBusy: true } });
  rig.device.forceHook(0);
  expect(rig.requests()).toEqual([]);
  expect(rig.events).toContainEqual({ type: 'ignored', press: 'replace', why: 'lineChanged' });
});

it('tells of another softphone that takes the hook away again and again, and stops fighting', () => {
  const rig = inCall({ manners: { tellsLineBusy: true } });
  for (let round = 0; round < 10; round++) {
    rig.device.forceHook(0);
    rig.clock.advance(100);
  }
  expect(rig.requests()).toEqual([]);
  expect(rig.events.filter(({ type }) => type === 'contended')).toEqual([
    { type: 'contended', why: 'fought' },
  ]);
  const writes = rig.written.length;
  rig.clock.advance(60_000);
  expect(rig.written.length - writes).toBeLessThanOrEqual(1);
  expect(rig.calls().active).toBe(true);
});

it('tells of a line that is busy with a call of somebody else', () => {
  const rig = settledRig();
  rig.headset.handleReport(Uint8Array.of(2, 2, 0));
  expect(rig.events).toEqual([{ type: 'contended', why: 'foreignCall' }]);
});

it('says no more when a device is gone', () => {
  const rig = inCall();
  rig.headset.dispose();
  rig.clock.advance(10_000);
  expect(rig.events).toEqual([]);
  expect(rig.calls().active).toBe(true);
});

it('takes the first report after opening as it finds it', () => {
  const rig = headsetRig();
  rigs.push(rig);
  rig.now({ ringing: true });
  rig.headset.handleReport(Uint8Array.of(2, 1, 0));
  rig.clock.advance(2000);
  expect(rig.requests()).toEqual([]);
});

it('takes a device that was silent for one at rest, so that the first press counts', () => {
  const rig = settledRig();
  rig.now({ ringing: true });
  rig.device.press('hook');
  expect(rig.requests()).toEqual(['answer']);
});

it('mutes by its button, and shows what came of it', () => {
  const rig = inCall();
  rig.device.press('mute');
  rig.clock.advance(1000);
  expect(rig.calls().muted).toBe(true);
  expect(rig.written.at(-1)).toBe('021300');
  rig.device.press('mute');
  rig.clock.advance(1000);
  expect(rig.calls().muted).toBe(false);
  expect(rig.written.at(-1)).toBe('020100');
});

it('mutes, and ends nothing, with a device that answers no write', () => {
  const rig = inCall({ vid: '047f', pid: 'c056', manners: { answersAfterMs: undefined } });
  rig.device.press('mute');
  rig.clock.advance(1000);
  expect(rig.requests()).toEqual(['toggleMute']);
  expect(rig.device.isLit('mute')).toBe(true);
});

it('ignores mute where there is no call', () => {
  const rig = settledRig();
  rig.now({ ringing: true });
  rig.device.press('mute');
  expect(rig.requests()).toEqual([]);
  expect(types(rig)).toEqual(['pressed', 'released']);
});

it('stays muted while the boom arm is up', () => {
  const rig = inCall({ manners: { armIsUp: true } });
  rig.now({ muted: true });
  rig.clock.advance(2000);
  rig.now({ muted: false });
  rig.clock.advance(2000);
  expect(rig.calls().muted).toBe(true);
  expect(rig.device.isLit('mute')).toBe(true);
});

it('holds by flash, resumes by it, and keeps Off-Hook meanwhile', () => {
  const rig = inCall();
  rig.device.press('flash');
  rig.clock.advance(2000);
  expect(rig.written.at(-1)).toBe('020900');
  rig.device.press('flash');
  rig.clock.advance(2000);
  expect(rig.requests()).toEqual(['hold', 'resume']);
});

it('clears Off-Hook on hold for a Yealink, and ends nothing by its answer', () => {
  const rig = inCall({ vid: '6993', pid: 'b02b' });
  rig.device.press('flash');
  rig.clock.advance(2000);
  expect(rig.written.at(-1)).toBe('020800');
  expect(rig.device.hook()).toBe(0);
  rig.device.press('hook');
  rig.clock.advance(2000);
  expect(rig.requests()).toEqual(['hold', 'resume']);
});

it('asks before it ends a held call', () => {
  const rig = inCall();
  rig.now({ active: false, held: true });
  rig.clock.advance(2000);
  rig.device.press('hook');
  expect(rig.requests()).toEqual(['hangUp?']);
});

it('asks before it ends a call while another rings, unless the position does not want that', () => {
  for (const confirmWhileRinging of [true, false]) {
    const rig = inCall({ options: { confirmWhileRinging } });
    rig.now({ ringing: true });
    rig.clock.advance(1000);
    rig.device.press('hook');
    expect(rig.requests()).toEqual([confirmWhileRinging ? 'hangUp?' : 'hangUp']);
  }
});

it('rejects by its button, and with a one-bit array', () => {
  const rig = settledRig({ vid: '1395', pid: '009c' });
  rig.now({ ringing: true });
  rig.clock.advance(1000);
  rig.device.press('reject');
  expect(rig.requests()).toEqual(['reject']);
});

it('rejects by a second report on hook where the device means it so', () => {
  const rig = settledRig({ quirks: { rejectBySecondOnHook: true } });
  rig.now({ ringing: true });
  rig.clock.advance(1000);
  rig.device.repeat();
  expect(rig.requests()).toEqual([]);
  rig.device.repeat();
  expect(rig.requests()).toEqual(['reject']);
});

it('does nothing when the hook is lifted without a call, and puts the device back', () => {
  const rig = settledRig();
  rig.device.press('hook');
  rig.clock.advance(10_000);
  expect(rig.requests()).toEqual([]);
  expect(rig.device.hook()).toBe(0);
});

it('answers the next in line by a lifted hook, and redials, where the position wants it', () => {
  const rig = settledRig({ options: { idleHook: 'answer', idleRedial: 'redial' }, engine: nothing });
  rig.device.press('hook');
  rig.device.press('redial');
  expect(rig.requests()).toEqual(['answer', 'redial']);
});

it('reads a hook that only toggles by what the calls are', () => {
  const { layout } = settledRig();
  const hook = { ...layout.inputs.hook!, kind: 'toggle' as const, relative: true };
  const rig = settledRig({
    layout: { ...layout, inputs: { ...layout.inputs, hook } },
    manners: { answersAfterMs: undefined },
  });
  const pulse = () => {
    rig.headset.handleReport(Uint8Array.of(2, 1, 0));
    rig.headset.handleReport(Uint8Array.of(2, 0, 0));
    rig.clock.advance(3000);
  };
  rig.now({ ringing: true });
  rig.clock.advance(1000);
  pulse();
  expect(rig.calls().active).toBe(true);
  pulse();
  expect(rig.requests()).toEqual(['answer', 'hangUp']);
});

it('follows a mute switch, also one that stood on mute before the call', () => {
  const { layout } = settledRig();
  const mute = { ...layout.inputs.mute!, kind: 'state' as const };
  const rig = settledRig({
    layout: { ...layout, inputs: { ...layout.inputs, mute } },
    manners: { answersAfterMs: undefined },
  });
  rig.headset.handleReport(Uint8Array.of(2, 4, 0));
  expect(rig.requests()).toEqual([]);
  rig.now({ active: true });
  rig.clock.advance(100);
  expect(rig.calls().muted).toBe(true);
  rig.clock.advance(3000);
  rig.headset.handleReport(Uint8Array.of(2, 1, 0));
  rig.clock.advance(100);
  expect(rig.calls().muted).toBe(false);
});
