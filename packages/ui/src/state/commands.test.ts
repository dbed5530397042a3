import { describe, expect, it } from 'vitest';
import { event, info, positionOf, scriptedPort, standingClock } from '../testing/console.ts';
import { answerGuard, replyPatience, signInPatience } from './commands.ts';
import { createConsole } from './console.ts';
import type { Asked } from './guard.ts';
import { noticeTime } from './notices.ts';

function live() {
  const time = standingClock();
  let id = 0;
  const console = createConsole({ clock: time.clock, newId: () => `c${(id += 1)}` });
  const port = scriptedPort();
  console.connect(port);
  port.snapshot({ position: positionOf() });
  return { time, console, port, state: () => console.store.getState() };
}
const role = (name: string): Asked => ({ type: 'position.changeRole', payload: { role: name } });
const refused = (seq: number, command: string, code: string, cause: string) => ({
  kind: 'event',
  event: event(
    'command.refused',
    seq,
    { command, error: { code, category: 'input', messageKey: code, values: { seconds: 5 } } },
    { cause },
  ),
});

describe('a command that takes two presses', () => {
  it('is sent again as it was asked for, confirmed; another command is asked anew', () => {
    const { console, port, state } = live();
    console.ask(role('a'));
    port.reply(false, 'position.lastReady');
    console.ask(role('b'));
    port.reply(false, 'position.lastReady');
    expect(state().guard?.asked).toEqual(role('b'));
    console.ask(role('b'));
    expect(port.commands().map(({ role: to, confirmed }) => [to, confirmed])).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['b', true],
    ]);
    expect(state().guard).toBeUndefined();
    expect(state().notices).toEqual([]);
  });

  it('is told as refused where no second press helps', () => {
    const { console, port, state } = live();
    console.ask({ type: 'position.signOut', payload: {} });
    port.reply(false, 'call.busy');
    expect(state().guard).toBeUndefined();
    expect(state().notices).toMatchObject([{ kind: 'refused', command: 'position.signOut' }]);
  });

  it('that is refused so late that it was said to be unconfirmed still waits for its second press', () => {
    const { console, port, state, time } = live();
    console.ask(role('a'));
    time.advance(4000);
    expect(state().notices).toMatchObject([{ kind: 'noReply' }]);
    port.reply(false, 'position.lastReady');
    expect(state().guard?.asked).toEqual(role('a'));
    expect(state().notices).toEqual([]);
  });

  it('was meant for the role and the person that were there', () => {
    for (const change of [
      event('roleChanged', 11, { from: 'medical' }, { role: 'resource' }),
      event('signedIn', 11, { operator: { id: 'ola', name: 'Ola' } }),
    ]) {
      const { console, port, state } = live();
      console.ask({ type: 'position.signOut', payload: {} });
      port.reply(false, 'position.lastReady');
      port.say({ kind: 'event', event: change });
      expect(state().guard).toBeUndefined();
    }
  });

  it('also when the screen itself asks for the second press', () => {
    const { console, state, time } = live();
    console.guard({ why: 'callBack', asked: { type: 'unanswered.callBack', payload: { call: 'u1' } } });
    time.advance(noticeTime);
    expect(state().guard).toBeUndefined();
  });
});

describe('signing in', () => {
  const signIn = { operator: 'kari', pin: '1234' };

  it('keeps no PIN on the screen', () => {
    const { console, state } = live();
    console.send('position.signIn', signIn);
    expect(JSON.stringify(state())).not.toContain('1234');
  });

  it('is checked until the engine says how it went', () => {
    const { console, port, state } = live();
    console.send('position.signIn', signIn);
    port.reply(true);
    expect(state().signIn.phase).toBe('checking');
    port.say(refused(11, 'position.signIn', 'pin.wrong', 'c1'));
    expect(state().signIn.phase).toBe('wrong');
    console.send('position.signIn', signIn);
    port.say({ kind: 'event', event: event('signedIn', 12, { operator: { id: 'kari', name: 'K' } }) });
    expect(state().signIn.phase).toBe('idle');
    expect(state().notices).toEqual([]);
  });

  it('knows from when a try is welcome again, also when the first answer refuses it', () => {
    const { console, port, state } = live();
    console.send('position.signIn', signIn);
    port.reply(false, 'pin.tooOften');
    expect(state().signIn).toMatchObject({ phase: 'tooOften', until: 1_060_000 });
    console.send('position.signIn', signIn);
    port.say(refused(11, 'position.signIn', 'pin.tooOften', 'c2'));
    expect(state().signIn.until).toBe(1_005_000);
  });

  it('that fails for another reason, is never answered, or belongs to another window, is told as any command', () => {
    const { console, port, state, time } = live();
    console.send('position.signIn', signIn);
    port.reply(true);
    port.say(refused(11, 'position.signIn', 'role.unknown', 'c1'));
    expect(state().signIn.phase).toBe('idle');
    expect(state().notices).toMatchObject([{ kind: 'refused', command: 'position.signIn' }]);
    console.send('position.signIn', signIn);
    port.reply(true);
    time.advance(signInPatience);
    expect(state().signIn.phase).toBe('idle');
    expect(state().notices.at(-1)).toMatchObject({ kind: 'noReply', command: 'position.signIn' });
    port.say(refused(12, 'position.signIn', 'pin.wrong', 'elsewhere'));
    expect(state().signIn.phase).toBe('idle');
  });

  it('is cut off with the engine', () => {
    const { console, port, state, time } = live();
    console.send('position.signIn', signIn);
    port.reply(true);
    port.gone();
    expect(state().signIn.phase).toBe('idle');
    time.advance(signInPatience);
    expect(state().notices).toEqual([]);
  });

  it('of somebody else closes the menu that belonged to who was there', () => {
    const { console, port, state } = live();
    console.setView({ panel: 'position' });
    port.say({ kind: 'event', event: event('signedIn', 11, { operator: { id: 'kari', name: 'K' } }) });
    expect(state().view.panel).toBeUndefined();
  });
});

it('is known also where the picture came anew and not the event', () => {
  const { console, port, state, time } = live();
  console.send('position.signIn', { operator: 'kari', pin: '1234' });
  port.reply(true);
  port.snapshot({ seq: 50, position: positionOf({ operator: { id: 'kari', name: 'K' } }) });
  time.advance(signInPatience);
  expect(state().signIn.phase).toBe('idle');
  expect(state().notices).toEqual([]);
});

describe('level meters', () => {
  const levels = (port: ReturnType<typeof scriptedPort>) =>
    port.sent.flatMap((message) => ('on' in message ? [message['on']] : []));

  it('are asked for while any is shown, and of a new engine again', () => {
    const { console, port } = live();
    const first = console.wantLevels();
    const second = console.wantLevels();
    port.say({ kind: 'levels', microphone: -20, talk: -30 });
    expect(console.levels.getState()).toEqual({ microphone: -20, talk: -30 });
    first();
    first();
    expect(levels(port)).toEqual([true]);
    port.gone();
    expect(console.levels.getState()).toBeUndefined();
    const next = scriptedPort();
    console.connect(next);
    next.snapshot({ epoch: 2 });
    expect(levels(next)).toEqual([true]);
    second();
    expect(levels(next)).toEqual([true, false]);
    next.say({ kind: 'levels', microphone: -20, talk: -30 });
    expect(console.levels.getState()).toBeUndefined();
  });

  it('that cannot be read are no levels, and the picture is asked for again', () => {
    const { console, port, state } = live();
    console.wantLevels();
    port.say({ kind: 'levels', microphone: 'loud' });
    expect(console.levels.getState()).toBeUndefined();
    expect(state().notices).toMatchObject([{ kind: 'unreadable' }]);
  });
});

it('what was chosen stands over what main tells later, until it tells the same', () => {
  const { console, state } = live();
  console.choosePlace({ tab: 'log' });
  console.setInfo({ ...info, place: { tab: 'quick' } });
  expect(state().chosen.place).toEqual({ tab: 'log' });
});

describe('a wall clock that is set', () => {
  it('back: the next answer press counts, and a double press is still one', () => {
    const { console, port, time } = live();
    expect(console.send('queue.answerNext', {})).toBe(true);
    time.setWall(-300_000);
    time.advance(answerGuard);
    expect(console.send('queue.answerNext', {})).toBe(true);
    expect(console.send('queue.answerNext', {})).toBe(false);
    time.setWall(3_600_000);
    time.advance(answerGuard - 1);
    expect(console.send('queue.answerNext', {})).toBe(false);
    expect(port.commands()).toHaveLength(2);
  });

  it('changes nothing in how long a PIN waits', () => {
    const { console, port, time, state } = live();
    console.send('position.signIn', { operator: 'kari', pin: '1' });
    port.reply(true);
    port.say(refused(11, 'position.signIn', 'pin.tooOften', 'c1'));
    time.setWall(-3_600_000);
    expect(state().signIn.until - time.clock.mono()).toBe(5000);
  });
});

it('what had no answer when the engine went is told once, as cut', () => {
  const { console, state, time, port } = live();
  const outcomes: string[] = [];
  console.send('call.note', { call: 'c1', text: 'x' }, ({ kind }) => outcomes.push(kind));
  console.send('call.hold', { call: 'c1' });
  port.gone();
  time.advance(replyPatience);
  expect(outcomes).toEqual(['cut']);
  expect(state().notices.map(({ kind, command }) => [kind, command])).toEqual([['cut', 'call.hold']]);
});
