import type { Clock, Disposable } from '../ports/index.ts';
import { hasCandidates } from './sdp.ts';

/** After the first candidate the others of a PC with several networks get this long. */
const settleMs = 50;
/** A description without candidates is still one: many peers learn our address from our checks. Asterisk does not. */
const boundMs = 500;

/** The local description with its candidates: when gathering is complete, or settled, or has had its time. */
export function gathered(connection: RTCPeerConnection, clock: Clock): Promise<string> {
  return new Promise((resolve) => {
    const timers: Disposable[] = [clock.after(boundMs, finish)];
    const sdp = (): string => connection.localDescription?.sdp ?? '';
    function look(): void {
      // After an ICE restart the state is still the old "complete" until gathering begins.
      if (connection.iceGatheringState === 'complete' && hasCandidates(sdp())) finish();
      else if (timers.length === 1 && hasCandidates(sdp())) timers.push(clock.after(settleMs, finish));
    }
    function finish(): void {
      connection.removeEventListener('icegatheringstatechange', look);
      connection.removeEventListener('icecandidate', look);
      for (const timer of timers) timer.dispose();
      resolve(sdp());
    }
    connection.addEventListener('icegatheringstatechange', look);
    connection.addEventListener('icecandidate', look);
    look();
  });
}
