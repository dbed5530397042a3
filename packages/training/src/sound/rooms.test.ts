import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRooms, type Member } from './rooms.ts';

/** Members by name, and who is connected to whom. */
function party() {
  const heard = new Set<string>();
  const names = new Map<object, string>();
  const member = (name: string): Member => {
    const mouth = {};
    names.set(mouth, name);
    const ear = {
      connect: (to: object) => void heard.add(`${name}>${names.get(to)}`),
      disconnect(to: object) {
        // As Web Audio has it: an InvalidAccessError for what is not connected.
        if (!heard.delete(`${name}>${names.get(to)}`)) throw new Error('not connected');
      },
    };
    return { ear, mouth } as unknown as Member;
  };
  return { heard, member };
}

describe('createRooms', () => {
  it('lets everybody hear all others and nobody oneself', () => {
    const { heard, member } = party();
    const rooms = createRooms();
    const [a, b, c] = ['a', 'b', 'c'].map(member) as [Member, Member, Member];
    for (const one of [a, b, c]) rooms.join('room1', one);
    expect([...heard].sort()).toEqual(['a>b', 'a>c', 'b>a', 'b>c', 'c>a', 'c>b']);
    rooms.leave(b);
    expect([...heard].sort()).toEqual(['a>c', 'c>a']);
    rooms.leave(a);
    rooms.leave(c);
    expect(rooms.count()).toBe(0);
  });

  it('keeps rooms apart and leaves nothing connected, whatever the order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(5), fc.constantFrom('room1', 'room2', 'leave')), { maxLength: 40 }),
        (steps) => {
          const { heard, member } = party();
          const rooms = createRooms();
          const members = ['a', 'b', 'c', 'd', 'e', 'f'].map(member);
          for (const [who, what] of steps) {
            const one = members[who]!;
            rooms.leave(one);
            if (what !== 'leave') rooms.join(what, one);
            for (const pair of heard) expect(heard.has(pair.split('>').reverse().join('>'))).toBe(true);
          }
          for (const one of members) rooms.leave(one);
          expect(heard.size).toBe(0);
          expect(rooms.count()).toBe(0);
        },
      ),
    );
  });
});
