import type { Clock, Disposable } from '@samband/telephony/ports';

/** After the first candidate the others get this long. */
const settleMs = 50;
/** A description without candidates is still one: the other end learns our address from our checks. */
const boundMs = 500;

/** The local description with its candidates. */
export function gathered(connection: RTCPeerConnection, clock: Clock): Promise<string> {
  return new Promise((resolve) => {
    const timers: Disposable[] = [clock.after(boundMs, finish)];
    const sdp = (): string => connection.localDescription?.sdp ?? '';
    const hasCandidates = (): boolean => /^a=candidate:/m.test(sdp());
    function look(): void {
      // After an ICE restart the state is still the old "complete" until gathering begins.
      if (!hasCandidates()) return;
      if (connection.iceGatheringState === 'complete') finish();
      else if (timers.length === 1) timers.push(clock.after(settleMs, finish));
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
