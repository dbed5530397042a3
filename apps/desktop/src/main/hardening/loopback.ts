/** Host of a ws(s) URL without the brackets of IPv6; '' when it is no URL. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replaceAll(/^\[|\]$/g, '') : '';
}

/** The host is this machine: 127.0.0.0/8, ::1, localhost (RFC 6761 §6.3). */
export function isLoopback(url: string): boolean {
  const host = hostOf(url);
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
