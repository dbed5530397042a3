import { cleanText } from '../contract/index.ts';
import type { SipReason } from '../ports/index.ts';
import { parameter, splitOutside } from './values.ts';

/** Reasons worth keeping; more of them is noise. */
const most = 16;

/** The values of all Reason headers (RFC 3326): several headers, several values in one, any order of parameters. */
export function reasonsOf(values: readonly string[]): SipReason[] {
  return values
    .flatMap((value) => splitOutside(value, ','))
    .slice(0, most)
    .map((value) => {
      const protocol = (value.split(';', 1)[0] ?? '').trim().slice(0, 32);
      const cause = parameter(value, 'cause');
      const text = parameter(value, 'text');
      return {
        protocol,
        ...(cause !== undefined && /^\d{1,4}$/.test(cause) ? { cause: Number(cause) } : {}),
        ...(text === undefined ? {} : { text: cleanText(text, 256) }),
      };
    })
    .filter((reason) => reason.protocol !== '');
}
