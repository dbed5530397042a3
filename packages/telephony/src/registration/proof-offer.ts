import type { SdpPeer } from '../ports/index.ts';

/**
 * The offer of a proof: what a browser would offer, so that an exchange takes it for any position's call. Nothing
 * stands behind it: its address is of RFC 5737's documentation block, and the call ends before it is answered.
 */
const lines = [
  'v=0',
  'o=- 1 1 IN IP4 192.0.2.1',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 8 110',
  'c=IN IP4 192.0.2.1',
  'a=rtcp:9 IN IP4 192.0.2.1',
  'a=ice-ufrag:prfA',
  'a=ice-pwd:proofproofproofproofproof',
  'a=ice-options:trickle',
  `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'A5').join(':')}`,
  'a=setup:actpass',
  'a=mid:0',
  'a=sendrecv',
  'a=rtcp-mux',
  'a=rtpmap:111 opus/48000/2',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:110 telephone-event/48000',
  'a=candidate:1 1 udp 2122260223 192.0.2.1 9 typ host',
];
const offer = lines.map((line) => `${line}\r\n`).join('');

const never = (): Promise<never> => Promise.reject(new Error('a proof has no media'));

/** No connection, no port, no sound: whoever answers a proof is hung up on. */
export const proofPeer: SdpPeer = {
  offer: () => Promise.resolve(offer),
  answer: never,
  accept: never,
  rollback: () => Promise.resolve(),
  close: () => undefined,
};
