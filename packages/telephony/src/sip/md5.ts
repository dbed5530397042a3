import { Md5 } from 'sip.js/lib/core/messages/md5.js';

/** MD5 of a text in UTF-8, lower-case hex: what SIP's Digest is made of (RFC 3261 §22.4). */
export function md5(text: string): string {
  return Md5.hashStr(text);
}
