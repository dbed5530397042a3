import { describe, expect, it } from 'vitest';
import { activeCall, event, info, scriptedPort, standingClock, waitingCall } from '../testing/console.ts';
import { answerGuard, replyPatience } from './commands.ts';
import { createConsole, readInfo } from './console.ts';
import { attachPatience } from './link.ts';
import { noticeTime } from './notices.ts';

function start() {
  const time = standingClock();
  let id = 0;
  const console = createConsole({ clock: time.clock, newId: () => `c${(id += 1)}` });
  const port = scriptedPort();
  console.connect(port);
  return { time, console, port, state: () => console.store.getState() };
}
function live() {
  const all = start();
  all.port.snapshot();
  return all;
}
const attaches = (port: ReturnType<typeof scriptedPort>) =>
  port.sent.filter((message) => message.kind === 'attach').length;

describe('the picture', () => {
  it('is asked for, then folded from events', () => {
    const { port, state } = start();
    expect(state().link).toBe('attaching');
    expect(attaches(port)).toBe(1);
    port.snapshot({ waiting: [waitingCall('w1')] });
    expect(state().link).toBe('live');
    port.say({ kind: 'event', event: event('call.hidden', 11, {}, { call: 'w1' }) });
    expect(state().snapshot.waiting[0]?.hidden).toBe(true);
    expect(state().snapshot.seq).toBe(11);
  });

  it('keeps the identity of rows that an event does not touch', () => {
    const { port, state } = start();
    port.snapshot({ waiting: [waitingCall('w1'), waitingCall('w2')] });
    const [untouched] = state().snapshot.waiting;
    port.say({ kind: 'event', event: event('call.hidden', 11, {}, { call: 'w2' }) });
    expect(state().snapshot.waiting[0]).toBe(untouched);
  });

  it('is asked for again after a gap, and nothing is folded meanwhile', () => {
    const { port, state } = live();
    port.say({ kind: 'event', event: event('becameReady', 12, {}) });
    expect(state().link).toBe('attaching');
    expect(attaches(port)).toBe(2);
    port.say({ kind: 'event', event: event('becameReady', 13, {}) });
    expect(state().snapshot.seq).toBe(10);
    port.snapshot({ seq: 14 });
    expect(state().link).toBe('live');
    expect(state().snapshot.seq).toBe(14);
  });

  it('is asked for again when the answer does not come', () => {
    const { port, time } = start();
    time.advance(attachPatience);
    expect(attaches(port)).toBe(2);
    port.snapshot();
    time.advance(attachPatience * 3);
    expect(attaches(port)).toBe(2);
  });

  it('is asked for again after a message that cannot be read, which is said', () => {
    const { port, state } = live();
    port.say({ kind: 'event', event: { type: 'nonsense' } });
    port.say('<html>');
    expect(attaches(port)).toBe(2);
    expect(state().notices.map((notice) => notice.kind)).toEqual(['unreadable']);
    port.snapshot();
    expect(state().link).toBe('live');
  });

  it('stays, as an old one, while there is no engine; a new port brings the new one', () => {
    const { console, port, state } = start();
    port.snapshot({ calls: [activeCall('c1')] });
    port.gone();
    expect(state().link).toBe('absent');
    expect(state().snapshot.calls).toHaveLength(1);
    const next = scriptedPort();
    console.connect(next);
    expect(state().link).toBe('attaching');
    next.snapshot({ epoch: 2, seq: 1 });
    expect(state().snapshot.epoch).toBe(2);
    port.snapshot({ epoch: 1, seq: 99 });
    port.gone();
    expect(state().link).toBe('live');
    expect(state().snapshot.epoch).toBe(2);
  });

  it('follows a new epoch that begins in the stream', () => {
    const { port, state } = live();
    const began = event('engine.started', 1, { after: 'start', edges: ['A'] }, { epoch: 2 });
    port.say({ kind: 'event', event: began });
    expect(state().link).toBe('live');
    expect(state().snapshot.edges.map((edge) => edge.name)).toEqual(['A']);
  });
});

describe('a command', () => {
  it('is sent once, named, and forgotten when it is accepted', () => {
    const { console, port, state } = live();
    expect(console.send('call.hold', { call: 'x' })).toBe(true);
    expect(port.commands()).toEqual([
      { id: 'c1', at: 1_000_000, from: 'screen', type: 'call.hold', call: 'x' },
    ]);
    expect(state().pending).toHaveLength(1);
    port.reply(true);
    expect(state().pending).toEqual([]);
    expect(state().notices).toEqual([]);
  });

  it('that is refused is told with its reason, for a while', () => {
    const { console, port, state, time } = live();
    console.send('queue.answerNext', {});
    port.reply(false, 'queue.empty');
    expect(state().notices).toMatchObject([{ kind: 'refused', command: 'queue.answerNext' }]);
    time.advance(noticeTime);
    expect(state().notices).toEqual([]);
  });

  it('that fails after it was accepted is told too, once; the guard of the pause is no failure', () => {
    const { console, port, state } = live();
    console.send('device.test', { use: 'ring' });
    port.reply(true);
    const error = { code: 'device.failed', category: 'media', messageKey: 'error.device.failed' } as const;
    const refused = (seq: number, command: string, code: string) =>
      port.say({
        kind: 'event',
        event: event('command.refused', seq, { command, error: { ...error, code } }, { cause: 'c1' }),
      });
    refused(11, 'device.test', 'device.failed');
    refused(12, 'device.test', 'device.failed');
    refused(13, 'position.pause', 'position.lastReady');
    refused(14, 'toString', 'x');
    expect(state().notices).toMatchObject([{ kind: 'refused', command: 'device.test' }]);
  });

  it('without an answer is told; a late answer settles it', () => {
    const { console, port, state, time } = live();
    console.send('call.hold', { call: 'x' });
    time.advance(replyPatience);
    expect(state().notices).toMatchObject([{ kind: 'noReply', command: 'call.hold' }]);
    port.reply(true);
    expect(state().notices).toEqual([]);
  });

  it('is never sent without a live engine, nor later', () => {
    const { console, port, state } = start();
    expect(console.send('call.dial', { target: '113' })).toBe(false);
    expect(state().notices).toMatchObject([{ kind: 'notSent', command: 'call.dial' }]);
    port.snapshot();
    expect(port.commands()).toEqual([]);
  });

  it('that was cut off by the end of the engine is told, and not repeated to the next', () => {
    const { console, port, state } = live();
    console.send('call.hold', { call: 'x' });
    port.gone();
    expect(state().notices).toMatchObject([{ kind: 'cut', command: 'call.hold' }]);
    const next = scriptedPort();
    console.connect(next);
    next.snapshot({ epoch: 2 });
    expect(next.commands()).toEqual([]);
  });

  it('to answer counts once for a double press, and again after a moment', () => {
    const { console, port, time } = live();
    console.send('queue.answerNext', {});
    time.advance(answerGuard - 1);
    expect(console.send('queue.answerNext', {})).toBe(false);
    expect(console.send('queue.answer', { call: 'w1' })).toBe(false);
    time.advance(1);
    expect(console.send('queue.answer', { call: 'w1' })).toBe(true);
    expect(port.commands()).toHaveLength(2);
  });

  it('to answer that was not sent, or was refused, does not stand in the way of the next press', () => {
    const { console, port } = start();
    expect(console.send('queue.answerNext', {})).toBe(false);
    port.snapshot();
    expect(console.send('queue.answerNext', {})).toBe(true);
    port.reply(false, 'queue.empty');
    expect(console.send('queue.answerNext', {})).toBe(true);
    expect(console.send('queue.answerNext', {})).toBe(false);
  });
});

describe('what takes two presses', () => {
  it('is set by the engine, and is no failure', () => {
    const { console, port, state } = live();
    console.send('position.pause', {});
    port.reply(false, 'position.lastReady');
    expect(state().guard).toEqual({ why: 'lastReady', asked: { type: 'position.pause', payload: {} } });
    expect(state().notices).toEqual([]);
  });

  it('is gone when the position changes, when it is cancelled, and after a while', () => {
    const { console, port, state, time } = live();
    const guard = (code: string) => {
      console.send('position.pause', {});
      port.reply(false, code);
    };
    guard('position.maybeLastReady');
    expect(state().guard?.why).toBe('maybeLastReady');
    console.cancelGuard();
    expect(state().guard).toBeUndefined();
    guard('position.lastReady');
    port.say({ kind: 'event', event: event('becameReady', 11, {}) });
    expect(state().guard).toBeUndefined();
    guard('position.lastReady');
    time.advance(noticeTime);
    expect(state().guard).toBeUndefined();
  });
});

it('remembers how the last call ended', () => {
  const { port, state } = start();
  port.snapshot({ calls: [activeCall('c1')] });
  const ended = { by: 'peer', reason: '', talked: 5000 } as const;
  port.say({ kind: 'event', event: event('call.ended', 11, ended, { call: 'c1' }) });
  expect(state().ended).toMatchObject({ how: 'peer', talked: 5000, call: { call: 'c1' } });
});

it('closes the keypad when the call it belongs to is no longer the current one', () => {
  const { console, port, state } = start();
  port.snapshot({ calls: [activeCall('c1')] });
  console.setView({ keypad: true, sent: '12' });
  port.say({ kind: 'event', event: event('call.muted', 11, { on: true }, { call: 'c1' }) });
  expect(state().view.keypad).toBe(true);
  port.say({ kind: 'event', event: event('call.held', 12, { by: 'operator' }, { call: 'c1' }) });
  expect(state().view).toMatchObject({ keypad: false, sent: '' });
});

it('leaves nothing running', () => {
  const { console, port, time } = live();
  console.send('call.hold', { call: 'x' });
  console.dispose();
  expect(time.due.size).toBe(0);
  expect(port.closed).toBe(true);
});

describe('what main tells', () => {
  it('is read with the site in it', () => {
    expect(readInfo(info).site?.queues[0]?.limit).toBe(10_000);
  });
  it('that makes no sense is said to be unreadable', () => {
    expect(readInfo(undefined).info).toBe('unreadable');
    expect(readInfo({ ...info, secret: 'maybe' }).info).toBe('unreadable');
  });
  it('with a site that is wrong becomes a problem with its place in the file', () => {
    const broken = { ...info, site: { ...info.site, schema: 2 } };
    expect(readInfo(broken).info).toMatchObject({ problem: { kind: 'site', path: 'schema' } });
  });
});
