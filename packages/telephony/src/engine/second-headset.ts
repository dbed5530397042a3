import type { CommandPayload, EngineState, Problem, Snapshot } from '../contract/index.ts';
import { problemOf } from '../contract/index.ts';
import type { AudioPort, EventSink, SecondVoice } from '../ports/index.ts';

export interface SecondHeadsetDeps {
  readonly audio: Pick<AudioPort, 'secondVoice'>;
  readonly sink: EventSink;
  snapshot(): Snapshot;
}

/** The second headset (`medlytt`): whether it is muted with the operator's microphone or by itself. */
export interface SecondHeadset {
  /** As it was before. */
  begin(before: EngineState['medlytt']): void;
  set(change: CommandPayload<'medlytt.set'>, cause: string): Problem | undefined;
  mute(on: boolean, cause: string): Problem | undefined;
  /** Another microphone is chosen for it, or none: nobody is heard through it before somebody says so. */
  handleMicrophone(cause: string): void;
}

export function createSecondHeadset({ audio, sink, snapshot }: SecondHeadsetDeps): SecondHeadset {
  function follow(): void {
    const { mute, muted } = snapshot().medlytt;
    const own: SecondVoice = muted ? 'muted' : 'open';
    audio.secondVoice(mute === 'shared' ? 'shared' : own);
  }

  function turn(on: boolean, cause: string): void {
    if (snapshot().medlytt.muted !== on) sink.emit('medlytt.muted', { on }, { cause });
    follow();
  }

  return {
    begin(before) {
      if (before) sink.emit('medlytt.set', before);
      follow();
    },
    set({ mute, headset }, cause) {
      const { medlytt, hid } = snapshot();
      // One that is unplugged stays chosen; another one must be there to be chosen.
      const isKnown = headset === undefined || headset === '' || headset === medlytt.headset;
      if (!isKnown && !hid.some(({ id, kind }) => id === headset && kind === 'headset'))
        return problemOf('device.unknown', 'input');
      const worn = headset ?? medlytt.headset ?? '';
      sink.emit(
        'medlytt.set',
        { mute: mute ?? medlytt.mute, ...(worn === '' ? {} : { headset: worn }) },
        { cause },
      );
      follow();
      return undefined;
    },
    mute(on, cause) {
      if (snapshot().medlytt.mute === 'shared') return problemOf('medlytt.shared');
      turn(on, cause);
      return undefined;
    },
    handleMicrophone: (cause) => turn(true, cause),
  };
}
