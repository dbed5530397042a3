/** Telephone network first, untranscoded; then what positions may use between themselves. No comfort noise: silence is sent as it is. */
const preferred = ['audio/pcma', 'audio/opus', 'audio/g722', 'audio/pcmu', 'audio/telephone-event'];

/** The codecs to offer or accept, best first. Everything unknown is left out. */
export function preferCodecs<T extends { mimeType: string }>(available: readonly T[]): T[] {
  const rank = (codec: T): number => preferred.indexOf(codec.mimeType.toLowerCase());
  return available.filter((codec) => rank(codec) >= 0).toSorted((a, b) => rank(a) - rank(b));
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
