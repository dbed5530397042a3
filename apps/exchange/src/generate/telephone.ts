/** Where callers come in, UDP and TCP. */
export function trunkTransports(addresses: readonly string[], port: number): string {
  return addresses
    .map(
      (address, index) => `[trunk-udp-${index}]
type=transport
protocol=udp
bind=${address}:${port}
[trunk-tcp-${index}]
type=transport
protocol=tcp
bind=${address}:${port}
`,
    )
    .join('');
}

/**
 * Where sound comes from and goes to is what SDP says, and nothing else: with `rtp_symmetric=yes` Asterisk sends to
 * whoever sends to it.
 */
export const soundAsSignalled = 'rtp_symmetric=no';

/**
 * With `strictrtp=yes` Asterisk takes packets from the address of the SDP at once, and for 5 s from any other one that has
 * sent so many in a row (`probation`) while the true one was silent. What it has learned when the 5 s are over is kept
 * for the rest of the call. There is no option to learn nothing; a probation that takes a day of uninterrupted
 * packets is the same.
 */
export const rtpSources = 'strictrtp=yes\nprobation=10000000\n';

/** Endpoint options toward the telephone network. */
export const telephone = `disallow=all
allow=alaw,ulaw
direct_media=no
${soundAsSignalled}
force_rport=yes
rewrite_contact=no
dtmf_mode=rfc4733`;

/** RTP sockets stand on the one address they are used at; with several addresses Asterisk picks one by route. */
export function media(addresses: readonly string[]): string {
  return addresses.length === 1 ? `media_address=${addresses[0]}\nbind_rtp_to_media_address=yes` : '';
}
