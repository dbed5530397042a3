/** A colour, 0 to 255 each. */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

const length = 64;
const keepAliveCommand = 0x8f;
const jump = 0x10;

/** The device goes dark when it hears nothing for 15 s; the maker's own software speaks every 10. */
export const keepAliveMs = 10_000;

export const omegaIds = { vendorId: 0x27bb, productIds: [0x3bcd, 0x3bcf] } as const;

/** As hidapi takes it: 00 for the report id, then 64 bytes whose sum closes them (GOnnect, KuandoOmega.cpp). */
function report(...command: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(1 + length);
  const body = bytes.subarray(1);
  body.set(command);
  body.fill(0xff, 59, 62);
  const sum = body.subarray(0, 62).reduce((total, byte) => total + byte, 0);
  body[62] = (sum >> 8) & 0xff;
  body[63] = sum & 0xff;
  return bytes;
}

export function omegaColour({ red, green, blue }: Colour): Uint8Array {
  return report(jump, 0, red & 0xff, green & 0xff, blue & 0xff);
}

export function omegaKeepAlive(): Uint8Array {
  return report(keepAliveCommand);
}
