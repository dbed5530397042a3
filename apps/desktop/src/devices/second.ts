import { askedBy } from '@samband/hid';
import type { Asked, Bindings, DevicesEvent, SecondCalls } from '@samband/hid';
import type { Desk } from '@samband/telephony/contract';

/** What the second headset shows: the operator's calls with its own mute; nothing rings on it. */
export function secondCallsOf(desk: Desk): SecondCalls | undefined {
  const { second, secondMuted } = desk;
  if (second === '') return undefined;
  return { device: second, calls: { ...desk, ringing: false, muted: secondMuted, listens: true } };
}

/**
 * What an event asks for. Of the second headset only mute does, however its buttons are bound: who listens in neither
 * answers nor ends a call.
 */
export function askedOf(
  event: DevicesEvent & { readonly device: string },
  bindings: Bindings,
  { second, secondOwn }: Desk,
): Asked | undefined {
  if (second === '' || event.device !== second) return askedBy(event, bindings);
  if (event.type !== 'request' || event.request !== 'toggleMute') return undefined;
  return { action: secondOwn ? 'medlytt.mute' : 'call.mute', confirm: false };
}
