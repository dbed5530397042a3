import { afterEach, describe, expect, it, vi } from 'vitest';
import { limits } from '../message.ts';
import { createLegLog, createPeer, createScene, invite } from '../testing/exchange.ts';

/** A thousand messages and more through sip.js' parser, on a machine that has others to serve. */
vi.setConfig({ testTimeout: 120_000 });

afterEach(() => {
  vi.useRealTimers();
});

type Scene = Awaited<ReturnType<typeof createScene>>;

const nth = (n: number | string): string => invite({ callId: `c${n}`, branch: `z9hG4bKc${n}` });
const cancel = (n: number | string): string =>
  invite({ body: '', callId: `c${n}`, branch: `z9hG4bKc${n}` })
    .replace(/^INVITE/, 'CANCEL')
    .replace('1 INVITE', '1 CANCEL');
const statuses = (scene: Scene, callId: string): string[] =>
  scene
    .line()
    .sent.filter((text) => text.includes(`\r\nCall-ID: ${callId}\r\n`))
    .map((text) => text.slice(8, 11));

async function nextRings(scene: Scene): Promise<void> {
  const before = scene.told.legs.length;
  scene.line().give(nth('next'));
  expect(scene.told.legs).toHaveLength(before + 1);
  await scene.told.leg().accept(createPeer());
  expect(statuses(scene, 'cnext')).toEqual(['180', '200']);
}

describe('a flood', () => {
  it('of 5,000 INVITEs at 1,000 a second: a thousand ring, the others are told, the first keep their place, the next call rings', async () => {
    vi.useFakeTimers();
    const scene = await createScene();
    for (let n = 0; n < 5000; n += 1) {
      scene.line().give(nth(n));
      vi.advanceTimersByTime(1);
    }
    expect(scene.told.legs.length).toBeLessThan(1030);
    for (const n of [0, 299]) expect(statuses(scene, `c${n}`)).toEqual(['180']);
    expect(statuses(scene, 'c4500')).toEqual(['480']);
    const over = scene.line().sent.filter((text) => text.startsWith('SIP/2.0 480 '));
    expect(over).toHaveLength(4000);
    expect(scene.told.dropped).toEqual(over.map(() => 'flood'));
    expect(scene.told.calls).toBe(4000);
    await vi.advanceTimersByTimeAsync(300);
    await nextRings(scene);
    scene.flow.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('makes room: the call that gives way is over for whoever holds it, and its late CANCEL does no harm', async () => {
    vi.useFakeTimers();
    const scene = await createScene();
    const log = createLegLog();
    for (let n = 0; n < 1000; n += 1) {
      scene.line().give(nth(n));
      if (n === 300) scene.told.leg().setHandlers(log);
    }
    await nextRings(scene);
    expect(log.log).toEqual(['ended network SIP:480']);
    expect(statuses(scene, 'c300')).toEqual(['180', '480']);
    scene.line().give(cancel(300));
    expect(log.log).toHaveLength(1);
    scene.flow.dispose();
  });

  it('of calls that end as they come leaves all its room', async () => {
    const scene = await createScene();
    for (let n = 0; n < 1500; n += 1) {
      scene.line().give(nth(n));
      scene.line().give(cancel(n));
    }
    expect(scene.told.legs).toHaveLength(1500);
    expect(scene.told.dropped).toEqual([]);
    scene.flow.dispose();
  });
});

describe('calls that are let go', () => {
  it('go with their socket: 200 in line over 20 lost connections ring each time, and nothing is left', async () => {
    vi.useFakeTimers();
    const scene = await createScene();
    for (let flap = 0; flap < 20; flap += 1) {
      for (let n = 0; n < 200; n += 1) scene.line().give(nth(`${flap}.${n}`));
      expect(scene.told.legs).toHaveLength((flap + 1) * 200);
      const legs = scene.told.legs.slice(-200);
      // Some are let go while the socket stands, the others when it is lost, as the queue does.
      for (const leg of legs.slice(0, 100)) leg.abandon();
      scene.line().lose();
      for (const leg of legs.slice(100)) leg.abandon();
      expect(vi.getTimerCount()).toBe(0);
      await scene.flow.connect(1000);
    }
    await nextRings(scene);
    expect(scene.told.dropped).toEqual([]);
    scene.flow.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are cancelled properly while it stands, and count for nothing: the oldest are forgotten first', async () => {
    vi.useFakeTimers();
    const scene = await createScene();
    for (let n = 0; n < 1500; n += 1) {
      scene.line().give(nth(n));
      scene.told.leg().abandon();
    }
    expect(scene.told.legs).toHaveLength(1500);
    scene.line().give(cancel(1499));
    expect(statuses(scene, 'c1499')).toEqual(['180', '200', '487']);
    // Forgotten: its transaction is not known any more (RFC 3261 §9.2).
    scene.line().give(cancel(0));
    expect(statuses(scene, 'c0')).toEqual(['180', '481']);
    await nextRings(scene);
    scene.flow.dispose();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are not known over another socket: a CANCEL that comes there is answered 481', async () => {
    const scene = await createScene();
    scene.line().give(nth(1));
    scene.line().lose();
    scene.told.leg().abandon();
    await scene.flow.connect(1000);
    scene.line().give(cancel(1));
    expect(scene.line().sent.map((text) => text.slice(8, 11))).toEqual(['481']);
    scene.flow.dispose();
  });
});

describe('a frame over the bound', () => {
  const large = invite({ body: 'x'.repeat(limits.bytes) });

  it.each([
    ['text', large],
    ['binary', new TextEncoder().encode(large)],
    ['binary, as a buffer', new TextEncoder().encode(large).buffer],
  ])('%s: is refused with 513 by its head alone, and the next call rings', async (_name, frame) => {
    const scene = await createScene();
    if (typeof frame === 'string') scene.line().give(frame);
    else scene.line().giveBytes(frame as Uint8Array);
    expect(scene.line().sent[0]).toMatch(/^SIP\/2\.0 513 /);
    expect(scene.told.dropped).toEqual(['tooLarge']);
    expect(scene.told.calls).toBe(1);
    await nextRings(scene);
    scene.flow.dispose();
  });

  it('of 64 MiB without an end of its head, or of line ends, is only counted', async () => {
    const scene = await createScene();
    scene.line().give('\r\n'.repeat(32 * 1024 * 1024));
    scene.line().giveBytes(new Uint8Array(64 * 1024 * 1024));
    expect(scene.line().sent).toEqual([]);
    expect(scene.told.dropped).toEqual(['tooLarge', 'tooLarge']);
    await nextRings(scene);
    scene.flow.dispose();
  });
});
