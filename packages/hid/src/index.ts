export { actions, askedBy, bindingsSchema, preview, problemsOf, usualBindings } from './actions.ts';
export type { Action, Asked, BindingProblem, Bindings, PreviewAt } from './actions.ts';
export { mapOfCollections, parseDescriptor } from './descriptor/index.ts';
export type { Collection, Complaint, Field, ParseResult, ReportMap } from './descriptor/index.ts';
export type { DeviceOptions } from './device.ts';
export { createDevices } from './devices.ts';
export type { Devices, DevicesDeps, SecondCalls } from './devices.ts';
export { asHidError, HidError } from './error.ts';
export type { HidErrorCode } from './error.ts';
export type { DeviceInfo, DevicesEvent, UnreadableWhy } from './events.ts';
export { noCalls, usualHeadsetOptions } from './headset/index.ts';
export type { HeadsetCalls, HeadsetOptions, HeadsetRequest } from './headset/index.ts';
export { identityOf, knownIdentity, mapOfSource } from './identify.ts';
export type { Identity } from './identify.ts';
export { describeLayout } from './layout/index.ts';
export type { HeadsetLayout, PedalLayout, WrittenLayout } from './layout/index.ts';
export { knownPedals, learnedPedalSchema, usualPedalOptions } from './pedal/index.ts';
export type { LearnedPedal, LearnStep, PedalOptions } from './pedal/index.ts';
export type {
  AbortSignalLike,
  Clock,
  DescriptorSource,
  Disposable,
  HidHandle,
  HidPort,
  ListedDevice,
} from './ports.ts';
export { recordDevice } from './recorder.ts';
export type { Owner, RecorderDeps } from './recorder.ts';
export { bytesOf, hexOf, mapOfRecording, recordingSchema } from './recording.ts';
export type { DeviceRecording, RecordedStep } from './recording.ts';
export { vendors } from './vendors.ts';
