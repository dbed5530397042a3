import type { DialogFacts, SipStack } from '../ports/index.ts';
import { createFlow, type DialogBook, type SipDeps } from './flow.ts';
import type { LegControl } from './leg.ts';
import { sameDialog } from './replaces.ts';

export type { SipDeps } from './flow.ts';
export type { SocketConstructor, SocketLike } from './transport.ts';

// Reading and checking of raw messages, for the embedded exchange.
export { tagOf } from './address.ts';
export { md5 } from './md5.ts';
export { canonical, limits, readMessage, valueOf, valuesOf } from './message.ts';
export type { RawHeader, RawMessage } from './message.ts';
export { trimmed } from './repair.ts';
export { replacesOf } from './replaces.ts';
export { objectionTo } from './screen.ts';
export { byteLength, parameter, splitOutside, unquoted } from './values.ts';

function createBook(): DialogBook {
  const controls = new Set<LegControl>();
  const has = (control: LegControl, dialog: DialogFacts): boolean => {
    const own = control.dialog();
    return own !== undefined && sameDialog(own, dialog);
  };
  return {
    find: (dialog) => [...controls].some((control) => has(control, dialog)),
    add: (control) => controls.add(control),
    delete: (control) => controls.delete(control),
  };
}

/** SIP over sip.js: one agent and one socket per flow, all flows sharing what an INVITE with Replaces may name. */
export function createSipStack(deps: SipDeps): SipStack {
  const book = createBook();
  return { openFlow: (config, handlers) => createFlow(deps, config, book, handlers) };
}
