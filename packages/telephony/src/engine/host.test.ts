import { afterEach, describe, expect, it } from 'vitest';
import type { EngineConfig, ToMain, ToScreen } from '../contract/index.ts';
import { emptySnapshot, parseEvent, reduce } from '../contract/index.ts';
import {
  exampleSite,
  fakeAudio,
  fakeClock,
  fakeIds,
  fakeLogger,
  fakeSip,
  plainReader,
} from '../testing/index.ts';
import { hostEngine } from './host.ts';
import type { EngineHost } from './host.ts';

const config: EngineConfig = {
  site: exampleSite,
  position: 3,
  role: 'medical',
  credentials: { username: 'pos3', realm: 'test.invalid', ha1: '0'.repeat(32) },
  instanceId: '6d6c6d20-7a2d-4f0e-9d2b-0a3d5c1e7f10',
  epoch: 1,
  after: 'start',
  userAgent: 'Samband/test',
};

const command = { at: 0, from: 'screen', type: 'queue.answerNext' } as const;

describe('host', () => {
  let host: EngineHost;
  const open: MessagePort[] = [];
  afterEach(() => {
    host.dispose();
    for (const port of open) port.close();
  });

  /** The other end of a port: what came, and a way to wait for it. */
  function end<T>(port: MessagePort) {
    const came: T[] = [];
    const waiting: (() => void)[] = [];
    port.addEventListener('message', ({ data }) => {
      came.push(data as T);
      for (const wake of waiting.splice(0)) wake();
    });
    port.start();
    open.push(port);
    return {
      port,
      came,
      async until(is: (message: T) => boolean): Promise<T> {
        for (;;) {
          const found = came.find(is);
          if (found) return found;
          await new Promise<void>((resolve) => waiting.push(resolve));
        }
      },
    };
  }
  function setUp() {
    const control = new MessageChannel();
    const logger = fakeLogger();
    const sip = fakeSip();
    const clock = fakeClock();
    const audio = fakeAudio();
    host = hostEngine(control.port1, {
      clock,
      ids: fakeIds(),
      logger,
      createSip: () => sip,
      createAudio: () => audio,
      reader: plainReader,
    });
    return { main: end<ToMain>(control.port2), logger, sip, clock, audio };
  }
  function screen(main: MessagePort) {
    const channel = new MessageChannel();
    main.postMessage({ kind: 'screen', id: 1 }, [channel.port1]);
    return end<ToScreen>(channel.port2);
  }

  it('starts the engine, answers pings, saves the state', async () => {
    const { main } = setUp();
    main.port.postMessage({ kind: 'start', config });
    main.port.postMessage({ kind: 'ping', n: 7 });
    await main.until((message) => message.kind === 'pong' && message.n === 7);
    await main.until((message) => message.kind === 'event' && message.event.type === 'becameReady');
    await main.until((message) => message.kind === 'save' && message.state.ready);
    // Only the numbers: the compiler takes a minute to compare lists of all events with each other.
    const numbers = main.came.flatMap((message): number[] =>
      message.kind === 'event' ? [message.event.seq] : [],
    );
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('gives main the whole picture when main has missed an event', async () => {
    const { main } = setUp();
    main.port.postMessage({ kind: 'look' });
    main.port.postMessage({ kind: 'start', config });
    await main.until((message) => message.kind === 'event' && message.event.type === 'becameReady');
    main.port.postMessage({ kind: 'look' });
    const told = await main.until((message) => message.kind === 'snapshot');
    expect(told).toEqual({ kind: 'snapshot', snapshot: host.engine()?.snapshot() });
  });

  it('a screen gets a snapshot and then every event that follows, and its commands answered', async () => {
    const { main, sip } = setUp();
    const one = screen(main.port);
    one.port.postMessage({ kind: 'attach' });
    main.port.postMessage({ kind: 'start', config });
    const first = await one.until((message) => message.kind === 'snapshot');
    await main.until((message) => message.kind === 'event' && message.event.type === 'becameReady');
    sip.flow('A').invited({ headers: [['X-Call', 'c1']] });
    one.port.postMessage({
      kind: 'command',
      command: { id: 'k1', at: 0, from: 'screen', type: 'queue.hide', call: 'c1' },
    });
    expect(await one.until((message) => message.kind === 'reply')).toEqual({
      kind: 'reply',
      reply: { id: 'k1', ok: true },
    });
    await one.until(
      (message) => message.kind === 'event' && message.event.seq === host.engine()?.snapshot().seq,
    );
    const folded = one.came.reduce(
      (snapshot, message) =>
        message.kind === 'event' ? reduce(snapshot, parseEvent(message.event)) : snapshot,
      first.kind === 'snapshot' ? first.snapshot : emptySnapshot,
    );
    expect(folded).toEqual(host.engine()?.snapshot());
    expect(folded.waiting).toMatchObject([{ call: 'c1', hidden: true }]);
  });

  it('a screen with a meter gets levels until it says that it has none, or is gone', async () => {
    const { main, clock, audio } = setUp();
    const one = screen(main.port);
    // Asked for before there is an engine: not forgotten.
    one.port.postMessage({ kind: 'levels', on: true });
    main.port.postMessage({ kind: 'start', config });
    one.port.postMessage({ kind: 'attach' });
    await one.until((message) => message.kind === 'snapshot');
    expect(audio.meters()).toBe(1);
    audio.setLevels({ microphone: -18, talk: -30 });
    clock.advance(100);
    expect(await one.until((message) => message.kind === 'levels')).toEqual({
      kind: 'levels',
      microphone: -18,
      talk: -30,
    });
    one.port.postMessage({ kind: 'levels', on: false });
    one.port.postMessage({ kind: 'command', command: { ...command, id: 'k1' } });
    await one.until((message) => message.kind === 'reply');
    expect(audio.meters()).toBe(0);
    one.port.postMessage({ kind: 'levels', on: true });
    one.port.postMessage({ kind: 'command', command: { ...command, id: 'k2' } });
    await one.until((message) => message.kind === 'reply' && message.reply.id === 'k2');
    expect(audio.meters()).toBe(1);
    one.port.close();
    // Another one at the same id: the old one's meter is gone with it.
    const two = screen(main.port);
    two.port.postMessage({ kind: 'attach' });
    await two.until((message) => message.kind === 'snapshot');
    expect(audio.meters()).toBe(0);
  });

  it('rubbish from a screen or from main is counted and changes nothing', async () => {
    const { main, logger } = setUp();
    main.port.postMessage({ kind: 'start', config });
    main.port.postMessage('rubbish');
    const one = screen(main.port);
    one.port.postMessage({ kind: 'command', command: { type: 'call.dial', id: 'x' } });
    one.port.postMessage({ kind: 'attach' });
    await one.until((message) => message.kind === 'snapshot');
    expect(logger.lines.filter((line) => line.level === 'warn')).toHaveLength(2);
    expect(one.came.filter((message) => message.kind === 'reply')).toEqual([]);
  });

  it('says so when it cannot start with what it was told', async () => {
    const { main } = setUp();
    main.port.postMessage({ kind: 'start', config: { ...config, role: 'nobody' } });
    expect(await main.until((message) => message.kind === 'failed')).toEqual({
      kind: 'failed',
      code: 'role.unknown',
    });
    main.port.postMessage({ kind: 'start', config: { ...config, site: {} } });
    await main.until((message) => message.kind === 'failed' && message.code === 'site.invalid');
  });
});
