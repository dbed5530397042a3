/** Telephone network first, untranscoded; then what positions may use between themselves. No comfort noise: silence is sent as it is. */
const preferred = ['audio/pcma', 'audio/opus', 'audio/g722', 'audio/pcmu', 'audio/telephone-event'];

/** The codecs to offer or accept, best first. Everything unknown is left out. */
export function preferCodecs<T extends { mimeType: string }>(available: readonly T[]): T[] {
  const rank = (codec: T): number => preferred.indexOf(codec.mimeType.toLowerCase());
  return available.filter((codec) => rank(codec) >= 0).toSorted((a, b) => rank(a) - rank(b));
}

/** One candidate, as RTCPeerConnection.addIceCandidate takes it. */
export interface Candidate {
  readonly candidate: string;
  readonly sdpMLineIndex: number;
}

/** An offer without its candidates, and the candidates by themselves. */
export function takeCandidates(sdp: string): { sdp: string; candidates: Candidate[] } {
  const candidates: Candidate[] = [];
  const kept: string[] = [];
  let media = -1;
  for (const line of sdp.split(/\r?\n/)) {
    if (line.startsWith('m=')) media++;
    if (line.startsWith('a=candidate:') && media >= 0)
      candidates.push({ candidate: line.slice(2), sdpMLineIndex: media });
    else if (!line.startsWith('a=end-of-candidates')) kept.push(line);
  }
  return { sdp: kept.join('\r\n'), candidates };
}

/** Has it an address to be reached at? */
export function hasCandidates(sdp: string | undefined): boolean {
  return sdp !== undefined && /^a=candidate:/m.test(sdp);
}

/** Is its sound accepted? Port 0 refuses a media section (RFC 3264 §6). */
export function acceptsAudio(sdp: string): boolean {
  const port = /^m=audio (\d+)/m.exec(sdp)?.[1];
  return port !== undefined && port !== '0';
}
