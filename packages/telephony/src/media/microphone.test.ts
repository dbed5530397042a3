import { describe, expect, it, vi } from 'vitest';
import { fakeClock, settle } from '../testing/index.ts';
import { chooseMicrophone, chooseOnly, readDevices } from './device-list.ts';
import { createMicrophone } from './microphone.ts';

const pin = { id: 'second', label: 'SecondMic' };
const own = { deviceId: 'own', groupId: 'o', kind: 'audioinput', label: 'HeadsetMic' } as const;
const second = { deviceId: 'second', groupId: 's', kind: 'audioinput', label: 'SecondMic' } as const;

class FakeTrack extends EventTarget {
  readonly deviceId: string;
  readonly label = 'a microphone';
  readonly #handleStopped: () => void;
  constructor(deviceId: string, handleStopped: () => void) {
    super();
    this.deviceId = deviceId;
    this.#handleStopped = handleStopped;
  }
  getSettings() {
    return { deviceId: this.deviceId };
  }
  stop() {
    this.#handleStopped();
  }
}

function setUp(use: 'microphone' | 'medlyttMicrophone' = 'medlyttMicrophone') {
  const clock = fakeClock();
  /** What is being captured. */
  const open = new Set<FakeTrack>();
  const faults: { name?: string; asked: number; gate?: Promise<void> } = { asked: 0 };
  async function getUserMedia({ audio }: { audio: { deviceId?: { exact: string } } }) {
    faults.asked += 1;
    await faults.gate;
    if (faults.name !== undefined) throw new DOMException('no', faults.name);
    const track = new FakeTrack(audio.deviceId?.exact ?? '', () => open.delete(track));
    open.add(track);
    return { getTracks: () => [track], getAudioTracks: () => [track] };
  }
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  let list = readDevices([own, second]);
  const told: string[] = [];
  const states: string[] = [];
  let sent: unknown;
  const microphone = createMicrophone({
    use,
    clock,
    logger: { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() },
    handlers: {
      handleFellBack: (what, to) => told.push(`${what} → ${to}`),
      handleBack: (what) => told.push(`${what} back`),
    },
    handleState: (state) => states.push(state),
    loudspeaker: false,
    choose: (chosen) =>
      use === 'microphone' ? chooseMicrophone(chosen, list) : chooseOnly('microphone', chosen, list, 'own'),
    devices: () => list,
    refresh: () => Promise.resolve(),
    changed: (stream) => (sent = stream),
  });
  const plug = async (...infos: Parameters<typeof readDevices>[0]) => {
    list = readDevices(infos, list);
    microphone.handleDevices();
    await settle();
  };
  const captured = () => [...open].map((track) => track.deviceId);
  const isSent = () => sent !== undefined;
  return { clock, open, faults, microphone, told, states, plug, captured, isSent };
}

describe('the second headset’s microphone', () => {
  it('is open only while it is chosen', async () => {
    const { microphone, captured, isSent, faults, told } = setUp();
    await microphone.open();
    expect([captured(), faults.asked]).toEqual([[], 0]);
    await microphone.pin(pin);
    expect([captured(), isSent(), microphone.device()]).toEqual([['second'], true, 'second']);
    await microphone.pin(undefined);
    expect([captured(), isSent(), microphone.device(), told]).toEqual([[], false, '', []]);
  });

  it('has no stand-in: told once as gone, and its return', async () => {
    const { microphone, plug, captured, isSent, told } = setUp();
    await microphone.pin(pin);
    await plug(own);
    await plug(own);
    expect([captured(), isSent(), told]).toEqual([[], false, ['medlyttMicrophone → ']]);
    await plug(own, { ...second, deviceId: 'twin' });
    expect(captured()).toEqual([]);
    await plug(own, second);
    expect([captured(), isSent()]).toEqual([['second'], true]);
    expect(told).toEqual(['medlyttMicrophone → ', 'medlyttMicrophone back']);
  });

  it('that ends is opened again', async () => {
    const { microphone, open, captured, told } = setUp();
    await microphone.pin(pin);
    const [track] = open;
    track?.dispatchEvent(new Event('ended'));
    await settle();
    expect([captured(), open.has(track as FakeTrack), told]).toEqual([['second'], false, []]);
  });

  it.each([
    ['NotReadableError', ['second'], ['medlyttMicrophone → ', 'medlyttMicrophone back']],
    ['NotAllowedError', [], ['medlyttMicrophone → ']],
  ])('that is not given (%s) is told once, and tried again if it failed', async (name, later, told) => {
    const bench = setUp();
    bench.faults.name = name;
    await bench.microphone.pin(pin);
    await bench.clock.run(10_000);
    expect([bench.captured(), bench.told]).toEqual([[], ['medlyttMicrophone → ']]);
    delete bench.faults.name;
    await bench.clock.run(10_000);
    await settle();
    expect([bench.captured(), bench.told]).toEqual([later, told]);
    await bench.microphone.open();
    expect(bench.captured()).toEqual(['second']);
  });

  it('is not open for a moment once it was taken back, however late it comes', async () => {
    const { microphone, faults, captured, isSent } = setUp();
    let give = (): void => undefined;
    faults.gate = new Promise((resolve) => (give = resolve));
    const first = microphone.pin(pin);
    const last = microphone.pin(undefined);
    give();
    await Promise.all([first, last]);
    expect([captured(), isSent()]).toEqual([[], false]);
  });

  it('leaves nothing behind, chosen and taken back a hundred times', async () => {
    const { clock, microphone, captured } = setUp();
    for (let round = 0; round < 100; round++) {
      await microphone.pin(pin);
      await microphone.pin(undefined);
    }
    expect(captured()).toEqual([]);
    await microphone.pin(pin);
    microphone.close();
    expect([captured(), clock.open()]).toEqual([[], 0]);
  });
});

describe('the operator’s microphone', () => {
  it('has one stand in for it, and is chosen by the program when the choice is taken back', async () => {
    const { microphone, plug, captured, told, states } = setUp('microphone');
    await microphone.pin(pin);
    await plug(own);
    expect([captured(), told]).toEqual([['own'], ['microphone → HeadsetMic']]);
    await microphone.pin(undefined);
    expect([captured(), told]).toEqual([['own'], ['microphone → HeadsetMic', 'microphone back']]);
    expect(states).toEqual(['opening', 'open', 'opening', 'open']);
  });
});
