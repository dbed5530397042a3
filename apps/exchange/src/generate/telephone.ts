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

/** Endpoint options toward the telephone network. */
export const telephone = `disallow=all
allow=alaw,ulaw
direct_media=no
rtp_symmetric=yes
force_rport=yes
rewrite_contact=no
dtmf_mode=rfc4733`;

/** RTP sockets stand on the one address they are used at; with several addresses Asterisk picks one by route. */
export function media(addresses: readonly string[]): string {
  return addresses.length === 1 ? `media_address=${addresses[0]}\nbind_rtp_to_media_address=yes` : '';
}
