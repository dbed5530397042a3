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

/** Session part and media sections of a description (RFC 8866 §5). */
export function sectionsOf(sdp: string): { readonly session: string; readonly media: readonly string[] } {
  const [session = '', ...media] = sdp.split(/^(?=m=)/m);
  return { session, media };
}

/** Is its sound accepted? Port 0 refuses a media section (RFC 3264 §6). */
export function acceptsAudio(sdp: string): boolean {
  const port = /^m=audio (\d+)/m.exec(sdp)?.[1];
  return port !== undefined && port !== '0';
}

const formatsOf = (sdp: string): readonly string[] =>
  /^m=audio \S+ \S+ (.*)$/m.exec(sdp)?.[1]?.trim().split(' ') ?? [];

/** Has the answer accepted sound in a format of the offer? Chromium 130 answers PCMU to an offer without it. */
export function answersWithSound(offer: string, answer: string): boolean {
  const offered = formatsOf(offer);
  return acceptsAudio(answer) && formatsOf(answer).some((format) => offered.includes(format));
}

/**
 * Why this offer can carry no sound, as far as its text tells; undefined if it may. The first audio section counts. It
 * needs a port, a profile of SRTP (RFC 5764 §8) and a fingerprint (RFC 8122 §5), its own or the session's.
 */
export function objectionToOffer(sdp: string): string | undefined {
  const { session, media } = sectionsOf(sdp);
  const audio = media.find((section) => section.startsWith('m=audio '));
  if (audio === undefined) return 'no audio section';
  if (!acceptsAudio(audio)) return 'the audio section is refused';
  if (!/^m=audio \S+ (?:UDP\/TLS\/)?RTP\/SAVPF? /.test(audio)) return 'not SRTP';
  return /^a=fingerprint:/m.test(session + audio) ? undefined : 'no fingerprint';
}
