import { origin } from '../../shared/channels.ts';

/** What Electron tells of a request or a check, as far as it matters here. */
export interface PermissionAsked {
  readonly permission: string;
  /** Origin or URL of the page that asks. */
  readonly from: string;
  readonly mainFrame: boolean;
  /** Kinds of media asked for; `unknown` is what a look at the device list says. */
  readonly media: readonly string[];
}

function originOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

/**
 * The engine may hear the microphone and choose loudspeakers; the page that tells of devices' reports may look at those
 * that `mayUseDevice` lets it. Nobody may do anything else.
 */
export function mayUse({ permission, from, mainFrame, media }: PermissionAsked): boolean {
  if (!mainFrame) return false;
  if (originOf(from) === origin('descriptors')) return permission === 'hid';
  if (originOf(from) !== origin('engine')) return false;
  if (permission === 'speaker-selection') return true;
  return permission === 'media' && media.length > 0 && media.every((kind) => kind === 'audio');
}

/** What Electron tells of a device that a page would see. */
export interface DeviceAsked {
  /** `hid`, `serial` or `usb`. */
  readonly type: string;
  readonly from: string;
  /** Undefined where Electron tells of none. */
  readonly vendorId: number | undefined;
}

/** Headsets and pedals of these vendors, to the page that tells of their reports. */
export function mayUseDevice(
  { type, from, vendorId }: DeviceAsked,
  vendors: readonly { readonly id: number }[],
): boolean {
  return (
    type === 'hid' && originOf(from) === origin('descriptors') && vendors.some(({ id }) => id === vendorId)
  );
}
