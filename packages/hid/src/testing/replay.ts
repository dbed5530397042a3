import { isDeepStrictEqual } from 'node:util';
import { knownIdentity, identityOf } from '../identify.ts';
import type { Identity } from '../identify.ts';
import { describeLayout } from '../layout/index.ts';
import type { HeadsetInput } from '../layout/index.ts';
import { createLearner } from '../pedal/index.ts';
import { bytesOf, hexOf, mapOfRecording } from '../recording.ts';
import type { DeviceRecording, RecordedStep } from '../recording.ts';
import { createEdges, createShadow } from '../reports/index.ts';
import type { ListedDevice } from '../ports.ts';

type ButtonStep = Extract<RecordedStep, { kind: 'button' }>;
type LampStep = Extract<RecordedStep, { kind: 'lamp' }>;

/** What we would have made of everything that was recorded, where it is not what the owner did; empty when all is well. */
export function replay(recording: DeviceRecording): string[] {
  const map = mapOfRecording(recording);
  const complaints: string[] = [];
  if (map && !isDeepStrictEqual(describeLayout(map), recording.layout))
    complaints.push('the layout is read otherwise now');
  const listed: ListedDevice = {
    ...{ path: '', product: '', manufacturer: '', serial: '', interface: -1, collections: [] },
    ...{ vendorId: recording.vendorId, productId: recording.productId },
  };
  const identity = knownIdentity(listed, []) ?? (map && identityOf(listed, map));
  const buttons = recording.steps
    .filter((step) => step.kind === 'button')
    .filter(({ pressed }) => pressed === 'yes');
  const lamps = recording.steps.filter((step) => step.kind === 'lamp');
  return [...complaints, ...buttonComplaints(identity, buttons), ...lampComplaints(identity, lamps)];
}

function buttonComplaints(identity: Identity | undefined, steps: readonly ButtonStep[]): string[] {
  if (identity?.kind === 'headset') {
    const { inputs, numbered } = identity.layout;
    const bits = (Object.keys(inputs) as HeadsetInput[]).flatMap((name) => {
      const control = inputs[name];
      return control ? [{ name, report: control.report, bit: control.bit }] : [];
    });
    const edges = createEdges(bits, numbered);
    edges.assume();
    return steps.flatMap(({ name, reports }) => {
      const changed = reports.flatMap((report) => edges.read(bytesOf(report))?.changes ?? []);
      return changed.some((change) => change.name === name) ? [] : [`${name} was pressed and not seen`];
    });
  }
  return steps.flatMap(({ name, reports }) => {
    const learner = createLearner(identity?.kind === 'pedal' && identity.layout.numbered);
    learner.begin(name);
    const found = reports
      .map((report) => learner.handleReport(bytesOf(report)))
      .find((step) => step && 'done' in step);
    const known =
      identity?.kind === 'pedal' ? identity.layout.buttons.find((button) => button.name === name) : undefined;
    if (!found || !('done' in found)) return [`${name} cannot be told from its reports`];
    return !known || (known.byte === found.done.byte && known.mask === found.done.mask)
      ? []
      : [`${name} is elsewhere than the table says`];
  });
}

function lampComplaints(identity: Identity | undefined, steps: readonly LampStep[]): string[] {
  if (identity?.kind !== 'headset') return [];
  const shadow = createShadow(identity.layout);
  return steps.flatMap(({ name, on, written }) => {
    const now = shadow.set({ [name]: on }).map(hexOf);
    return now.join() === written.join()
      ? []
      : [`${name} ${on ? 'on' : 'off'} would be ${now.join()} now, not ${written.join()}`];
  });
}
