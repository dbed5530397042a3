import { describe, expect, it, vi } from 'vitest';
import { fakeClock, settle, type FakeClock } from '../testing/index.ts';
import { createDepartures } from './departures.ts';
import { chooseDevice, chooseOnly, readDevices, type Pin } from './device-list.ts';
import { createOutput } from './output.ts';

const pin = { id: 'second', label: 'Second' };
const speaker = { deviceId: 'speaker', groupId: 's', kind: 'audiooutput', label: 'Speaker' } as const;
const second = { deviceId: 'second', groupId: 'h', kind: 'audiooutput', label: 'Second' } as const;

/** A device plays by the clock of the test, unless it is among `dead`. */
function setUp({ alone = true } = {}) {
  const clock: FakeClock = fakeClock();
  const dead = new Set<string>();
  const open = new Set<string>();
  /** Contexts that the browser has moved to the default device. */
  const moved = new Set<string>();
  /** What each context asked for. */
  const latencies: (number | string)[] = [];
  let made = 0;
  vi.stubGlobal('GainNode', vi.fn());
  vi.stubGlobal(
    'AudioContext',
    class {
      readonly #key: string;
      readonly #sink: string;
      readonly #since = clock.mono();
      state = 'running';
      constructor({ sinkId = '', latencyHint }: { sinkId?: string; latencyHint: number | string }) {
        latencies.push(latencyHint);
        this.#sink = sinkId;
        this.#key = `${sinkId}#${++made}`;
        open.add(this.#key);
      }
      get sinkId() {
        return moved.has(this.#key) ? '' : this.#sink;
      }
      get currentTime() {
        return dead.has(this.#sink) ? 0 : (clock.mono() - this.#since) / 1000;
      }
      close() {
        this.state = 'closed';
        open.delete(this.#key);
        return Promise.resolve();
      }
    },
  );
  let list = readDevices([speaker, second]);
  const told: string[] = [];
  const logger = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  const output = createOutput({
    use: 'medlytt',
    clock,
    logger,
    departures: createDepartures(clock),
    handlers: {
      handleFellBack: (use, to) => told.push(`${use} → ${to}`),
      handleBack: (use) => told.push(`${use} back`),
    },
    choose: (chosen: Pin | undefined, broken) =>
      alone ? chooseOnly('output', chosen, list, '', broken) : chooseDevice('output', chosen, list, broken),
    refresh: () => Promise.resolve(),
  });
  /** Sounds that are built now. */
  let built = 0;
  const attach = () =>
    output.attach(() => {
      built += 1;
      return () => void (built -= 1);
    });
  const plug = (...infos: Parameters<typeof readDevices>[0]) => {
    list = readDevices(infos, list);
    output.handleDevices();
  };
  const on = () => [...open].map((key) => key.split('#')[0]);
  const move = () => {
    for (const key of open) moved.add(key);
  };
  return { clock, dead, output, told, attach, plug, move, on, latencies, built: () => built };
}

describe('an output that nothing stands in for', () => {
  it('costs nothing until its device is chosen, and nothing when it no longer is', () => {
    const { clock, output, attach, on, built, told } = setUp();
    attach();
    expect([on(), built(), clock.open(), output.audible()]).toEqual([[], 0, 0, false]);
    output.pin(pin);
    expect([on(), built(), clock.open()]).toEqual([['second'], 1, 1]);
    output.pin(undefined);
    expect([on(), built(), clock.open()]).toEqual([[], 0, 0]);
    expect(told).toEqual([]);
  });

  it('plays what was attached before and after, and once each', () => {
    const { output, attach, built } = setUp();
    const before = attach();
    output.pin(pin);
    const after = attach();
    expect(built()).toBe(2);
    before.dispose();
    before.dispose();
    after.dispose();
    expect(built()).toBe(0);
    const unheard = attach();
    output.pin(undefined);
    unheard.dispose();
    output.pin(pin);
    expect(built()).toBe(0);
  });

  it('is silent while its device is gone: told once, and its return too', async () => {
    const { clock, output, attach, plug, on, built, told } = setUp();
    attach();
    output.pin(pin);
    await clock.run(1000);
    plug(speaker);
    plug(speaker);
    await clock.run(30_000);
    expect([on(), built(), clock.open(), told]).toEqual([[], 0, 0, ['medlytt → ']]);
    plug(speaker, second);
    await clock.run(1000);
    expect([on(), built(), output.audible()]).toEqual([['second'], 1, true]);
    expect(told).toEqual(['medlytt → ', 'medlytt back']);
  });

  it('opens a device that was gone a moment ago with a stream of its own, not with the one that was moved', async () => {
    const { clock, output, attach, plug, on, latencies, told } = setUp();
    attach();
    output.pin(pin);
    for (const now of [1, 2]) {
      await clock.run(1000 * now);
      plug(speaker);
      plug(speaker, second);
    }
    output.pin(undefined);
    output.pin(pin);
    expect([on(), latencies]).toEqual([['second'], ['interactive', 0.02, 0.03, 0.03]]);
    expect(told).toEqual(['medlytt → ', 'medlytt back', 'medlytt → ', 'medlytt back']);
  });

  it('is silent at once when the browser moves it to the default device', async () => {
    const { clock, output, attach, move, on, latencies, told } = setUp();
    attach();
    output.pin(pin);
    await clock.run(1000);
    move();
    clock.advance(50);
    expect([on(), told]).toEqual([[], ['medlytt → ']]);
    await clock.run(1000);
    expect([on(), told, latencies]).toEqual([
      ['second'],
      ['medlytt → ', 'medlytt back'],
      ['interactive', 0.02],
    ]);
    move();
    clock.advance(50);
    output.close();
    await settle();
    expect([on(), clock.open()]).toEqual([[], 0]);
  });

  it('lets no twin stand in', () => {
    const { output, plug, on, told } = setUp();
    output.pin(pin);
    plug(speaker, { ...second, deviceId: 'twin' });
    expect([on(), told]).toEqual([[], ['medlytt → ']]);
  });

  it('is silent while its device does not play, and tries it now and then', async () => {
    const { clock, dead, output, attach, on, told } = setUp();
    attach();
    dead.add('second');
    output.pin(pin);
    await clock.run(4000);
    await settle();
    expect([on().filter((id) => id !== 'second'), told]).toEqual([[], ['medlytt → ']]);
    await clock.run(20_000);
    expect(told).toEqual(['medlytt → ']);
    dead.clear();
    await clock.run(10_000);
    expect([on(), output.audible(), told]).toEqual([['second'], true, ['medlytt → ', 'medlytt back']]);
    dead.add('second');
    await clock.run(10_000);
    output.pin(undefined);
    expect([on(), clock.open()]).toEqual([[], 0]);
  });

  it('tells of each choice that is not met, and of none when the choice is taken back', () => {
    const { output, plug, told } = setUp();
    plug(speaker);
    output.pin(pin);
    output.pin({ id: 'third', label: 'Third' });
    output.pin(undefined);
    plug(speaker, second);
    output.pin(pin);
    expect(told).toEqual(['medlytt → ', 'medlytt → ']);
  });

  it('leaves nothing behind, chosen and taken back a hundred times', () => {
    const { clock, output, attach, on, built } = setUp();
    const sound = attach();
    for (let round = 0; round < 100; round++) {
      output.pin(pin);
      output.pin(undefined);
    }
    expect([on(), built(), clock.open()]).toEqual([[], 0, 0]);
    output.pin(pin);
    sound.dispose();
    output.close();
    expect([on(), built(), clock.open()]).toEqual([[], 0, 0]);
  });
});

describe('an output that must be heard', () => {
  it('falls back, and is back when the choice is taken back', () => {
    const { clock, output, attach, plug, on, built, told } = setUp({ alone: false });
    attach();
    output.pin(pin);
    plug(speaker);
    expect([on(), built(), told]).toEqual([['speaker'], 1, ['medlytt → Speaker']]);
    output.pin(undefined);
    expect([on(), built(), told]).toEqual([[''], 1, ['medlytt → Speaker', 'medlytt back']]);
    clock.advance(20_000);
    expect(on()).toEqual(['']);
    output.close();
    expect([on(), clock.open()]).toEqual([[], 0]);
  });
});
