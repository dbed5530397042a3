import type { Call } from '@samband/telephony/contract';
import type { StoreApi } from 'zustand/vanilla';
import type { Timers } from './timers.ts';
import type { ConsoleState, Draft, Send } from './types.ts';

/** A pause in typing (ms) after which a note is saved. */
export const notePause = 1000;
/** Who types without a pause is saved after this (ms) all the same. */
export const longestTyping = 5000;

export interface NoteDeps {
  readonly store: Pick<StoreApi<ConsoleState>, 'getState' | 'setState'>;
  readonly timers: Timers;
  readonly mono: () => number;
  readonly send: Send;
}

/** Where somebody types a note: taken over by the field of the same call when the card goes away under the hands. */
export interface Caret {
  readonly call: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Notes on their way to the engine: saved by themselves, and never lost. What the engine has not got stays here with
 * its state, over the end of the call and over a new engine.
 */
export interface Notes {
  readonly write: (call: Call, text: string) => void;
  /** Now, if anything is not saved. */
  readonly save: (call: string) => void;
  /** The operator gives the text up. */
  readonly discard: (call: string) => void;
  readonly caret: () => Caret | undefined;
  readonly keepCaret: (caret: Caret | undefined) => void;
  readonly handleNoted: (call: string, text: string) => void;
  readonly handlePicture: (before: readonly Call[], after: readonly Call[]) => void;
  readonly handleLive: () => void;
  readonly handleEngineGone: () => void;
}

const timerOf = (call: string): string => `note.${call}`;

export function createNotes({ store, timers, mono, send }: NoteDeps): Notes {
  const { getState, setState } = store;
  let caret: Caret | undefined;
  /** When the first letter was typed that is not saved, by call. */
  const begun = new Map<string, number>();
  const draftOf = (call: string): Draft | undefined => getState().drafts[call];

  function put(id: string, draft: Draft): void {
    setState((state) => ({ drafts: { ...state.drafts, [id]: draft } }));
  }
  function drop(id: string): void {
    timers.cancel(timerOf(id));
    begun.delete(id);
    setState((state) => {
      const { [id]: _gone, ...drafts } = state.drafts;
      return { drafts };
    });
  }

  function save(id: string): void {
    const draft = draftOf(id);
    if (!draft || draft.phase === 'saving') return;
    timers.cancel(timerOf(id));
    begun.delete(id);
    const { call, text } = draft;
    put(id, { call, text, phase: 'saving' });
    // `done` is not the end of it: the note is saved when the engine says what it has.
    send('call.note', { call: id, text }, ({ kind, error }) => {
      const present = draftOf(id);
      // More was typed since: that is saved next, and speaks for itself.
      if (kind === 'done' || present?.phase !== 'saving' || present.text !== text) return;
      put(id, { call, text, phase: 'unsaved', ...(error ? { why: error } : {}) });
    });
  }

  return {
    caret: () => caret,
    keepCaret(present) {
      caret = present;
    },
    save,
    discard: drop,
    write(call, text) {
      const id = call.call;
      put(id, { call, text, phase: 'typing' });
      const since = begun.get(id) ?? mono();
      begun.set(id, since);
      if (mono() - since >= longestTyping) return save(id);
      timers.later(timerOf(id), notePause, () => save(id));
    },
    handleNoted(id, text) {
      if (draftOf(id)?.text === text) drop(id);
      const { ended } = getState();
      if (ended?.call.call === id) setState({ ended: { ...ended, call: { ...ended.call, note: text } } });
    },
    handlePicture(before, after) {
      const { drafts } = getState();
      for (const [id, { text, why }] of Object.entries(drafts)) {
        const call = after.find((item) => item.call === id);
        if (call?.note === text) drop(id);
        // It ended under the hands: the engine takes a note for a moment yet.
        else if (!call && !why && before.some((item) => item.call === id)) save(id);
      }
    },
    handleLive() {
      // Replaces what the engine has, so it does no harm to say it again. What was refused waits for the operator.
      for (const [id, { phase, why }] of Object.entries(getState().drafts))
        if (phase === 'unsaved' && !why) save(id);
    },
    handleEngineGone() {
      for (const [id, draft] of Object.entries(getState().drafts))
        if (draft.phase === 'saving') put(id, { ...draft, phase: 'unsaved' });
    },
  };
}
