/** One party of a room: what is heard of it, and where what it hears goes. */
export interface Member {
  readonly ear: AudioNode;
  readonly mouth: AudioNode;
}

/** Rooms that mix: everybody hears all others and not oneself (mix-minus). */
export interface Rooms {
  join(room: string, member: Member): void;
  /** From every room. */
  leave(member: Member): void;
  /** Rooms with someone in them. */
  count(): number;
}

export function createRooms(): Rooms {
  const rooms = new Map<string, Set<Member>>();

  function leaveOne(room: string, members: Set<Member>, member: Member): void {
    if (!members.delete(member)) return;
    for (const other of members) {
      other.ear.disconnect(member.mouth);
      member.ear.disconnect(other.mouth);
    }
    if (members.size === 0) rooms.delete(room);
  }

  return {
    join(room, member) {
      const members = rooms.get(room) ?? new Set();
      rooms.set(room, members);
      if (members.has(member)) return;
      for (const other of members) {
        other.ear.connect(member.mouth);
        member.ear.connect(other.mouth);
      }
      members.add(member);
    },
    leave(member) {
      for (const [room, members] of rooms) leaveOne(room, members, member);
    },
    count: () => rooms.size,
  };
}
