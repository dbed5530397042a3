import { beforeEach, expect, it, vi } from 'vitest';
import { fakeClock, fakeLogger } from '../testing/index.ts';
import { openSound } from './opened.ts';

const { ends, fault } = vi.hoisted(() => ({
  /** What was ended, in order. */
  ends: [] as string[],
  /** What fails: `devices`, or the output of this use. */
  fault: { of: '' },
}));

vi.mock('./mixer.ts', () => ({
  createMixer: () => ({
    close: () => ends.push('mixer'),
    prepare: () => Promise.resolve(),
    setMicrophone: () => undefined,
    setSecond: () => undefined,
    openSaid: () => ({ stream: {}, dispose: () => undefined }),
  }),
}));
vi.mock('./microphone.ts', () => ({
  createMicrophone: ({ use }: { use: string }) => ({
    close: () => ends.push(use),
    pin: () => Promise.resolve(),
    handleDevices: () => undefined,
    device: () => undefined,
  }),
}));
vi.mock('./devices.ts', () => ({
  within: (_clock: unknown, _ms: number, tried: Promise<void>) => tried,
  createDevices: () => ({
    list: () => ({ devices: [], defaults: {} }),
    refresh: () => (fault.of === 'devices' ? Promise.reject(new Error('no devices')) : Promise.resolve()),
    dispose: () => ends.push('devices'),
  }),
}));
vi.mock('./output.ts', () => ({
  createOutput({ use }: { use: string }) {
    if (fault.of === use) throw new Error('no context');
    return {
      close: () => ends.push(use),
      pin: () => undefined,
      attach: () => undefined,
      handleDevices: () => undefined,
      device: () => undefined,
    };
  },
}));
vi.mock('./ringer.ts', () => ({
  createRinger: () => ({ dispose: () => ends.push('ringer') }),
}));

const open = () =>
  openSound({
    clock: fakeClock(),
    logger: fakeLogger(),
    handlers: { handleMicrophone: () => undefined, handleRingFailed: () => undefined } as never,
    options: {},
    pinOf: () => undefined,
    handleDevices: () => undefined,
  });

beforeEach(() => {
  ends.length = 0;
  fault.of = '';
});

it.each([
  ['devices', ['microphone', 'medlyttMicrophone', 'devices', 'mixer']],
  ['talk', ['microphone', 'medlyttMicrophone', 'devices', 'mixer']],
  ['medlytt', ['talk', 'microphone', 'medlyttMicrophone', 'devices', 'mixer']],
  ['ring', ['medlytt', 'talk', 'microphone', 'medlyttMicrophone', 'devices', 'mixer']],
])('a try that fails at %s ends all that it had made', async (of, expected) => {
  fault.of = of;
  await expect(open()).rejects.toThrow();
  expect(ends).toEqual(expected);
});

it('ends all of it once when it is closed', async () => {
  const opened = await open();
  opened.close();
  opened.close();
  expect(ends).toEqual([
    'ringer',
    'ring',
    'medlytt',
    'talk',
    'microphone',
    'medlyttMicrophone',
    'devices',
    'mixer',
  ]);
});
