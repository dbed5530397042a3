import { settle } from '@samband/telephony/testing';
import { afterEach, describe, expect, it } from 'vitest';
import type { PartiesRig, PartiesRigOptions } from './testing/rig.ts';
import { assertPartiesRelease, connectedPartiesRig, createPartiesRig } from './testing/rig.ts';

let rig: PartiesRig;
afterEach(() => assertPartiesRelease(rig));

async function connected(options?: PartiesRigOptions): Promise<PartiesRig> {
  rig = await connectedPartiesRig(options);
  return rig;
}

/** A caller who was answered. */
async function talking(): Promise<PartiesRig> {
  await connected();
  rig.parties.callNow();
  rig.outgoing().ring();
  rig.outgoing().answer();
  await settle();
  return rig;
}

describe('the way to the exchange', () => {
  it('is registered under one address, and kept', async () => {
    await connected();
    expect(rig.events).toEqual([{ type: 'connected' }]);
    expect(rig.flow().config).toMatchObject({
      url: 'ws://127.0.0.1:5066/outside',
      aor: 'sip:outside@nordvik.test',
      contactUser: 'outside',
    });
    expect(rig.flow().registrations).toHaveLength(1);
    await rig.run(160_000);
    expect(rig.flow().registrations).toHaveLength(2);
    expect(rig.flow().pings()).toBeGreaterThan(10);
  });

  it('is sought again when it is lost, silent or refused, for ever', async () => {
    await connected();
    rig.flow().reachable = false;
    rig.flow().cut('closed');
    expect(rig.told('lost')).toEqual([{ type: 'lost', reason: 'closed' }]);
    await rig.run(20_000);
    expect(rig.flow().connects()).toBeGreaterThan(5);
    rig.flow().reachable = true;
    await rig.run(4000);
    expect(rig.told('connected')).toHaveLength(2);
    rig.flow().answersPings = false;
    rig.flow().outcome = () => ({ ok: false, status: 403, reason: 'Forbidden' });
    await rig.run(11_000);
    expect(rig.told('lost').at(-1)).toEqual({ type: 'lost', reason: 'keepalive' });
    rig.flow().answersPings = true;
    await rig.run(10_000);
    expect(rig.told('connected')).toHaveLength(2);
    rig.flow().outcome = undefined;
    await rig.run(4000);
    expect(rig.told('connected')).toHaveLength(3);
  });
});

describe('a caller', () => {
  it('calls the queue with a number that nobody has, and a name where there is one', async () => {
    await connected();
    const call = rig.parties.callNow();
    const { options } = rig.outgoing();
    expect(options.target).toMatch(/^sip:(113|116117)@nordvik\.test$/);
    expect(options.from).toMatch(/^sip:\+4700\d{6}@nordvik\.test$/);
    expect(new Map(options.headers).get('P-Asserted-Identity')).toContain(`<${options.from}>`);
    expect(rig.told('called')).toMatchObject([{ call, number: options.from.slice(4, 15) }]);
    rig.outgoing().ring(100);
    expect(rig.told('ringing')).toEqual([]);
    rig.outgoing().ring();
    expect(rig.told('ringing')).toEqual([{ type: 'ringing', call }]);
  });

  it('says its lines in turn, and tells how it went when the operator hangs up', async () => {
    await talking();
    const peer = rig.sounds.last();
    expect(peer.backgrounds).toHaveLength(1);
    expect(rig.told('answered')).toHaveLength(1);
    peer.hears();
    peer.voice('began');
    await rig.run(1500);
    peer.voice('ended');
    expect(peer.saying()).toMatch(/-1$/);
    await rig.run(3000);
    await peer.said();
    expect(peer.saying()).toBeUndefined();
    peer.voice('began');
    await rig.run(500);
    peer.voice('ended');
    expect(peer.saying()).toMatch(/-2$/);
    await rig.run(1000);
    rig.outgoing().bye();
    expect(rig.told('ended')).toMatchObject([
      { by: 'operator', heardOperatorMs: 2000, spokeMs: 4000, heard: true },
    ]);
    expect(peer.closed()).toBe(true);
    expect(rig.parties.counts()).toMatchObject({ callers: 0, peers: 0 });
  });

  it('speaks up when nobody speaks, says goodbye and hangs up', async () => {
    await talking();
    const peer = rig.sounds.last();
    for (let second = 0; second < 300 && !rig.outgoing().terminated(); second++) {
      await rig.run(1000);
      await peer.said();
    }
    expect(peer.clips.at(-1)).toMatch(/-bye$/);
    expect(rig.told('ended')).toMatchObject([{ by: 'caller', heard: false, heardOperatorMs: 0 }]);
  });

  it('is quiet while held, and says the broken sentence again', async () => {
    await talking();
    const peer = rig.sounds.last();
    await rig.run(3000);
    const first = peer.saying();
    rig.hold('sendonly');
    expect(peer.stopped).toEqual([first]);
    peer.voice('began');
    await rig.run(60_000);
    expect(peer.saying()).toBeUndefined();
    rig.hold('sendrecv');
    expect(peer.listenedAnew()).toBe(1);
    await rig.run(7000);
    expect(peer.saying()).toBe(first);
    rig.outgoing().bye();
    expect(rig.told('ended')).toMatchObject([{ heardOperatorMs: 0 }]);
  });

  it('loses patience, and can be called back', async () => {
    await connected();
    const call = rig.parties.callNow();
    const number = rig.told('called')[0]?.number ?? '';
    await rig.run(601_000);
    expect(rig.told('gaveUp')).toMatchObject([{ call }]);
    expect(rig.outgoing().terminated()).toBe(true);
    const leg = rig.flow().invited({ to: number.slice(3) });
    await rig.run(4000);
    expect(leg.state()).toBe('confirmed');
    expect(rig.told('calledBack')).toMatchObject([{ of: call, by: 'operator', number }]);
    await rig.run(1000);
    expect(rig.sounds.last().saying()).toMatch(/-hello$/);
    leg.bye();
    expect(rig.told('ended')).toMatchObject([{ by: 'operator' }]);
  });

  it('calls back at once, with In-Reply-To, when its position was lost', async () => {
    await talking();
    const first = rig.outgoing();
    const callId = first.dialog()?.callId;
    first.bye({ protocol: 'SIP', cause: 480, text: 'Position lost' });
    await rig.run(1);
    expect(rig.outgoing()).not.toBe(first);
    expect(new Map(rig.outgoing().options.headers).get('In-Reply-To')).toBe(callId);
    expect(rig.told('ended')).toMatchObject([{ by: 'lost' }]);
    const [one, other] = rig.told('called');
    expect(rig.told('calledBack')).toMatchObject([{ call: other?.call, of: one?.call, by: 'caller' }]);
    expect(other?.number).toBe(one?.number);
  });

  it('calls again after a moment when refused, and not for ever', async () => {
    await connected({ config: { queues: ['113'] } });
    rig.parties.startDay({ pace: 'calm', seed: 3 });
    await rig.run(5000);
    rig.parties.stop();
    rig.parties.startDay({ pace: 'calm', seed: 3 });
    await rig.run(5000);
    for (let count = 0; count < 6; count++) {
      rig.outgoing().refuse(480);
      await rig.run(15_000);
    }
    expect(rig.told('refused').length).toBeLessThanOrEqual(4);
    expect(rig.told('refused')[0]).toMatchObject({ status: 480 });
    expect(rig.parties.counts().callers).toBe(0);
  });

  it('who is about to call again stays away when the day is over', async () => {
    await talking();
    rig.outgoing().bye({ protocol: 'SIP', cause: 480 });
    rig.parties.stop();
    await rig.run(60_000);
    expect(rig.told('called')).toHaveLength(1);
    expect(rig.parties.counts().callers).toBe(0);
  });

  it('waits for the connection before it calls again', async () => {
    await talking();
    rig.flow().reachable = false;
    rig.outgoing().bye({ protocol: 'SIP', cause: 480 });
    rig.flow().cut();
    await rig.run(30_000);
    expect(rig.told('called')).toHaveLength(1);
    rig.flow().reachable = true;
    await rig.run(4000);
    expect(rig.told('called')).toHaveLength(2);
  });

  it('without sound is a call that is not made', async () => {
    await connected();
    rig.sounds.fail();
    rig.parties.callNow();
    expect(rig.told('refused')).toMatchObject([{ status: 0 }]);
    expect(rig.flow().outgoing).toHaveLength(0);
  });

  it('goes on when a clip cannot be had', async () => {
    await talking();
    rig.sounds.failClips(true);
    await rig.run(200_000);
    expect(rig.sounds.last().clips.length).toBeGreaterThan(2);
    expect(rig.told('ended')).toMatchObject([{ by: 'caller', spokeMs: 0 }]);
  });
});

describe('a day', () => {
  it('begins within seconds and goes on; the same seed gives the same calls', async () => {
    await connected();
    const days: string[][] = [];
    for (let round = 0; round < 2; round++) {
      const from = rig.events.length;
      rig.parties.startDay({ pace: 'busy', seed: 11, speed: 20 });
      await rig.run(5000);
      expect(rig.events.slice(from).some((event) => event.type === 'called')).toBe(true);
      await rig.run(60_000);
      rig.parties.stop();
      const told = rig.events.slice(from).filter((event) => event.type === 'called');
      days.push(told.map((event) => `${event.person} ${event.number} ${event.to}`));
    }
    expect(days[0]?.length).toBeGreaterThan(8);
    expect(days[1]).toEqual(days[0]);
  });

  it('stands still while there is no connection', async () => {
    rig = createPartiesRig();
    rig.parties.startDay({ pace: 'calm', seed: 1 });
    await rig.run(3_600_000);
    expect(rig.events).toEqual([]);
    rig.parties.connect();
    await rig.run(5000);
    expect(rig.told('called')).toHaveLength(1);
  });

  it('that is stopped lets those who talk go on, and nobody else', async () => {
    await connected();
    rig.parties.callNow();
    rig.outgoing().answer();
    const talks = rig.outgoing();
    rig.parties.callNow();
    const waits = rig.outgoing();
    rig.parties.startDay({ pace: 'busy', seed: 1 });
    rig.parties.stop();
    expect(waits.terminated()).toBe(true);
    expect(talks.terminated()).toBe(false);
    await rig.run(20_000);
    expect(rig.flow().outgoing).toHaveLength(2);
  });

  it('never has more on the line than it may', async () => {
    await connected({ config: { atMost: 8 } });
    rig.parties.startDay({ pace: 'busy', seed: 5, speed: 1000 });
    await rig.run(3000);
    expect(rig.parties.counts().callers).toBeLessThanOrEqual(6);
    expect(rig.logger.lines.some(({ message }) => message.includes('not made'))).toBe(true);
    const legs = Array.from({ length: 12 }, (_, index) => rig.flow().invited({ to: `4700000${index}` }));
    expect(legs.filter((leg) => leg.state() === 'rejected').length).toBeGreaterThan(0);
    expect(rig.parties.counts().called + rig.parties.counts().callers).toBeLessThanOrEqual(8);
  });
});

describe('those whom positions call', () => {
  it('answer after some seconds, say who they are, and take what is said', async () => {
    await connected();
    const leg = rig.flow().invited({ to: '110' });
    expect(rig.told('agencyCalled')).toMatchObject([{ dialled: '110', mood: 'answers' }]);
    await rig.run(1500);
    expect(leg.state()).toBe('ringing');
    await rig.run(6000);
    expect(leg.state()).toBe('confirmed');
    const peer = rig.sounds.last();
    expect(peer.saying()).toBe('fire-1');
    await peer.said();
    peer.voice('began');
    peer.voice('ended');
    expect(peer.saying()).toBe('fire-2');
    await peer.said();
    await rig.run(120_000);
    expect(leg.state()).toBe('confirmed');
    leg.bye();
    expect(rig.told('ended')).toMatchObject([{ by: 'operator' }]);
  });

  it('are found by what the exchange says was dialled', async () => {
    await connected();
    rig.flow().invited({ to: 'outside', headers: [['P-Called-Party-ID', '<sip:tolk@nordvik.test>']] });
    expect(rig.told('agencyCalled')).toMatchObject([{ dialled: 'tolk' }]);
  });

  it('are somebody where nobody is known', async () => {
    await connected();
    rig.flow().invited({ to: '+4700003001' });
    await rig.run(8000);
    expect(rig.sounds.last().clips[0]).toBe('somebody-1');
  });

  it('are busy or refuse now and then, never twice in a row', async () => {
    await connected({ random: () => 0.05 });
    const states: string[] = [];
    for (let count = 0; count < 6; count++) {
      const leg = rig.flow().invited({ to: 'tolk' });
      await rig.run(7000);
      states.push(leg.state());
      leg.bye();
    }
    expect(states).toEqual(['confirmed', 'rejected', 'confirmed', 'rejected', 'confirmed', 'rejected']);
  });

  it('are let go when the position gives up, before or while they answer', async () => {
    await connected();
    rig.flow().invited({ to: '112' }).cancel();
    const gone = rig.flow().invited({ to: '112' });
    gone.mode = 'gone';
    await rig.run(8000);
    const without = rig.flow().invited({ to: '112' });
    rig.sounds.fail();
    await rig.run(8000);
    expect(without.state()).toBe('rejected');
    expect(rig.parties.counts()).toMatchObject({ called: 0, peers: 0 });
  });

  it('who are on the line themselves are busy', async () => {
    await connected();
    rig.parties.callNow();
    const leg = rig.flow().invited({ to: rig.told('called')[0]?.number ?? '' });
    await rig.run(1000);
    expect(leg.state()).toBe('rejected');
  });
});

describe('services', () => {
  it('rooms mix, music plays, the announcement is said over and over', async () => {
    await connected();
    const legs = ['room1', 'room1', 'room2', 'music', 'announcement'].map((to) => rig.flow().invited({ to }));
    await rig.run(100);
    expect(legs.map((leg) => leg.state())).toEqual(Array.from({ length: 5 }, () => 'confirmed'));
    const [one, other, third, music, announcement] = rig.sounds.peers;
    expect([one, other, third].map((peer) => peer?.rooms)).toEqual([['room1'], ['room1'], ['room2']]);
    expect(rig.parties.counts().rooms).toBe(2);
    expect(music?.playsMusic()).toBe(true);
    expect(announcement?.saying()).toBe('announcement');
    await announcement?.said();
    await rig.run(3000);
    expect(announcement?.clips).toHaveLength(2);
    expect(rig.told('agencyCalled')).toEqual([]);
    for (const leg of legs.slice(0, 3)) leg.bye();
    expect(rig.parties.counts()).toMatchObject({ called: 2, peers: 2, rooms: 0 });
  });
});
