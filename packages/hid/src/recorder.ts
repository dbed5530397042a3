import { identityOf, knownIdentity, mapOfSource } from './identify.ts';
import { describeLayout } from './layout/index.ts';
import type { HeadsetInput, HeadsetLamp, HeadsetLayout, PedalLayout } from './layout/index.ts';
import type { HidHandle, HidPort, ListedDevice } from './ports.ts';
import { hexOf } from './recording.ts';
import type { DeviceRecording, RecordedStep } from './recording.ts';
import { createShadow } from './reports/index.ts';

/** The owner, at a terminal. */
export interface Owner {
  /** Asks to do something, and waits until it is said to be done. */
  asks(text: string): Promise<'done' | 'skipped'>;
  /** Asks whether something is seen. */
  sees(text: string): Promise<'yes' | 'no' | 'skipped'>;
}

export interface RecorderDeps {
  readonly port: HidPort;
  readonly listed: ListedDevice;
  readonly owner: Owner;
  readonly platform: string;
}

const words: Record<HeadsetInput, string> = {
  hook: 'the call button (answer)',
  mute: 'the mute button, or lift the microphone arm',
  flash: 'the call button long, or the hold button',
  redial: 'the call button twice, or the redial button',
  drop: 'the button that ends a call',
  speedDial: 'the speed dial button',
  voiceMail: 'the voice mail button',
  reject: 'the button that rejects a call',
  lineBusy: '',
};

/** Reports while something is done. */
async function during<T>(
  handle: HidHandle,
  what: () => Promise<T>,
): Promise<{ outcome: T; reports: string[] }> {
  const reports: string[] = [];
  const listening = handle.onData((report) => {
    if (reports.length < 1000) reports.push(hexOf(report));
  });
  try {
    return { outcome: await what(), reports };
  } finally {
    listening.dispose();
  }
}

async function recordButton(
  handle: HidHandle,
  owner: Owner,
  name: string,
  text: string,
): Promise<RecordedStep> {
  const { outcome, reports } = await during(handle, () => owner.asks(text));
  return { kind: 'button', name, reports, pressed: outcome === 'done' ? 'yes' : 'skipped' };
}

/**
 * A headset tells most of its buttons in a call alone, so it is given one: it rings, it is answered, and is off the hook
 * until the last button. Then each lamp by itself.
 */
async function recordHeadset(
  handle: HidHandle,
  layout: HeadsetLayout,
  owner: Owner,
): Promise<RecordedStep[]> {
  const shadow = createShadow(layout);
  const steps: RecordedStep[] = [];

  async function light(name: HeadsetLamp, on: boolean, question?: string): Promise<void> {
    if (!layout.lamps[name]) return;
    const written = shadow.set({ [name]: on });
    for (const report of written) await handle.write(report);
    const seen = question === undefined ? 'skipped' : await owner.sees(question);
    steps.push({ kind: 'lamp', name, on, written: written.map(hexOf), seen });
  }
  async function press(name: HeadsetInput, when: string): Promise<void> {
    if (layout.inputs[name] && words[name] !== '')
      steps.push(await recordButton(handle, owner, name, `${when}: press ${words[name]}, and let it go.`));
  }

  await light('ring', true, 'A call comes in: does the headset ring or flash?');
  await press('reject', 'A call comes in');
  await press('hook', 'A call comes in');
  await light('offHook', true);
  await light('ring', false);
  for (const name of ['mute', 'flash', 'redial', 'speedDial', 'voiceMail', 'drop'] as const)
    await press(name, 'You are in a call');
  await press('hook', 'You are in a call, and end it');
  await light('offHook', false);
  for (const name of Object.keys(layout.lamps) as HeadsetLamp[]) {
    await light(name, true, `Lamp "${name}" is on: is it seen or heard?`);
    await light(name, false);
  }
  return steps;
}

async function recordPedal(
  handle: HidHandle,
  { buttons }: Pick<PedalLayout, 'buttons'>,
  owner: Owner,
): Promise<RecordedStep[]> {
  const steps: RecordedStep[] = [];
  for (const { name } of buttons)
    steps.push(await recordButton(handle, owner, name, `Press ${name} twice, slowly, and let it go.`));
  return steps;
}

const anyPedal = {
  buttons: ['left', 'middle', 'right'].map((name) => ({ name, report: 0, byte: 0, mask: 1, down: 1 })),
};

/** Walks the owner through every button and lamp of the device. */
export async function recordDevice({
  port,
  listed,
  owner,
  platform,
}: RecorderDeps): Promise<DeviceRecording> {
  const source = await port.descriptor(listed);
  const map = source && mapOfSource(source);
  const identity = knownIdentity(listed, []) ?? (map && identityOf(listed, map));
  const handle = await port.open(listed.path);
  try {
    const steps =
      identity?.kind === 'headset'
        ? await recordHeadset(handle, identity.layout, owner)
        : await recordPedal(handle, identity?.kind === 'pedal' ? identity.layout : anyPedal, owner);
    return {
      version: 1,
      vendorId: listed.vendorId,
      productId: listed.productId,
      product: listed.product,
      manufacturer: listed.manufacturer,
      platform,
      ...(source?.kind === 'bytes' ? { descriptor: hexOf(source.bytes) } : {}),
      ...(source?.kind === 'collections' ? { collections: source.collections } : {}),
      ...(map ? { layout: describeLayout(map) } : {}),
      steps,
    };
  } finally {
    await handle.close();
  }
}
