/** Headers the exchange sets toward positions; whatever arrives under these names from outside is removed. */
export const exchangeHeaders = {
  /** One identity of the call over all offers. */
  call: 'X-Call',
  /** UTC milliseconds at which the call arrived. */
  cameIn: 'X-Came-In',
  /** Calls waiting in the queue, this one included. */
  queueLength: 'X-Queue-Length',
  /** `on` when the legs of this call are recorded. */
  recording: 'X-Recording',
} as const;

/** A position's call to its own address, by which it knows that it is rung: passed on to it, and to nobody else. */
export const proofHeader = 'X-Proof';

/** `unattended`: nobody is ready, all signed-in positions ring. */
export const alarmHeader = 'X-Alarm';

/** Headers of the caller that reach the positions, and how many values of each at most. */
export const passedHeaders: readonly (readonly [name: string, values: number])[] = [
  ['P-Asserted-Identity', 2],
  ['Privacy', 1],
  ['Call-Info', 4],
  ['History-Info', 4],
  ['Diversion', 2],
  ['Priority', 1],
  ['Resource-Priority', 2],
  ['Geolocation-Routing', 1],
  ['Accept-Language', 1],
];
