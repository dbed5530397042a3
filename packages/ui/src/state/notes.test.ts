import { describe, expect, it } from 'vitest';
import { activeCall, event, scriptedPort, standingClock } from '../testing/console.ts';
import { replyPatience } from './commands.ts';
import { createConsole } from './console.ts';
import { longestTyping, notePause } from './notes.ts';

const call = activeCall('c1');

function start() {
  const time = standingClock();
  let id = 0;
  const console = createConsole({ clock: time.clock, newId: () => `c${(id += 1)}` });
  const port = scriptedPort();
  console.connect(port);
  port.snapshot({ calls: [call] });
  const draft = (of = 'c1') => console.store.getState().drafts[of];
  const noted = (text: string, seq: number) =>
    port.say({ kind: 'event', event: event('call.noted', seq, { text }, { call: 'c1' }) });
  const ended = (seq: number) =>
    port.say({
      kind: 'event',
      event: event('call.ended', seq, { by: 'peer', reason: '', talked: 1 }, { call: 'c1' }),
    });
  return {
    time,
    console,
    port,
    draft,
    noted,
    ended,
    write: (text: string) => console.notes.write(call, text),
  };
}
const texts = (port: ReturnType<typeof scriptedPort>) => port.commands().map(({ text }) => text);

describe('a note', () => {
  it('is saved after a pause in typing, and is the engine’s when the engine says so', () => {
    const { time, console, port, draft, noted, write } = start();
    write('a');
    time.advance(notePause - 1);
    write('ab');
    time.advance(notePause - 1);
    expect(port.commands()).toEqual([]);
    time.advance(1);
    expect(port.commands()).toMatchObject([{ type: 'call.note', call: 'c1', text: 'ab' }]);
    port.reply(true);
    expect(draft()?.phase).toBe('saving');
    noted('ab', 11);
    expect(draft()).toBeUndefined();
    expect(console.store.getState().snapshot.calls[0]?.note).toBe('ab');
    expect(console.store.getState().notices).toEqual([]);
  });

  it('of somebody who never pauses is saved all the same', () => {
    const { time, port, write } = start();
    for (let ms = 0; ms < longestTyping + 600; ms += 500) {
      write(`at ${ms}`);
      time.advance(500);
    }
    expect(texts(port)).toEqual([`at ${longestTyping}`]);
  });

  it('that grew while it was being saved is saved again, and the first answer does not hide that', () => {
    const { time, port, draft, noted, write } = start();
    write('a');
    time.advance(notePause);
    write('ab');
    noted('a', 11);
    expect(draft()).toMatchObject({ text: 'ab', phase: 'typing' });
    time.advance(notePause);
    expect(texts(port)).toEqual(['a', 'ab']);
  });

  it.each(['call.hold', 'call.hangUp'] as const)('goes before %s', (type) => {
    const { console, port, write } = start();
    write('a');
    console.send(type, { call: 'c1' });
    expect(port.commands().map((command) => command.type)).toEqual(['call.note', type]);
  });

  it('is saved when the call ends under the hands, and belongs to the last call then', () => {
    const { console, port, draft, noted, ended, write } = start();
    write('a');
    ended(11);
    expect(texts(port)).toEqual(['a']);
    noted('a', 12);
    expect(draft()).toBeUndefined();
    expect(console.store.getState().ended?.call.note).toBe('a');
  });

  it('that is refused stays, with the reason, until it is given up or tried again', () => {
    const { console, port, draft, ended, write } = start();
    ended(11);
    write('a');
    console.notes.save('c1');
    port.reply(false, 'call.unknown');
    expect(draft()).toMatchObject({ text: 'a', phase: 'unsaved', why: { code: 'call.unknown' } });
    expect(console.store.getState().notices).toEqual([]);
    console.notes.save('c1');
    expect(texts(port)).toEqual(['a', 'a']);
    console.notes.discard('c1');
    expect(draft()).toBeUndefined();
  });

  it('that has no answer is unsaved, and a late answer is still heard', () => {
    const { time, console, port, draft, noted, write } = start();
    write('a');
    time.advance(notePause + replyPatience);
    expect(draft()?.phase).toBe('unsaved');
    port.reply(true);
    noted('a', 11);
    expect(draft()).toBeUndefined();
    expect(console.store.getState().notices).toEqual([]);
  });

  it('lives over a new engine, which is given it', () => {
    const { time, console, port, draft, write } = start();
    write('a');
    console.notes.save('c1');
    port.gone();
    expect(draft()).toMatchObject({ text: 'a', phase: 'unsaved' });
    write('ab');
    time.advance(notePause);
    expect(draft()?.phase).toBe('unsaved');
    const fresh = scriptedPort();
    console.connect(fresh);
    fresh.snapshot({ epoch: 2, calls: [call] });
    expect(texts(fresh)).toEqual(['ab']);
    fresh.snapshot({ epoch: 2, seq: 12, calls: [{ ...call, note: 'ab' }] });
    expect(draft()).toBeUndefined();
  });
});
