/** Chromium switches that every console runs with. */
export const switches: readonly (readonly [name: string, value?: string])[] = [
  // Timers, sound and heartbeats must not slow down because a window is hidden or covered.
  ['disable-background-timer-throttling'],
  ['disable-backgrounding-occluded-windows'],
  ['disable-renderer-backgrounding'],
  [
    'disable-features',
    [
      'CalculateNativeWinOcclusion',
      'UseEcoQoSForBackgroundProcess',
      'IntensiveWakeUpThrottling',
      // Without a microphone, candidates would be .local names that no exchange resolves.
      'WebRtcHideLocalIpsWithMdns',
      // The exchange is on a private network; where the engine may connect is settled by its CSP.
      'LocalNetworkAccessChecks',
      'LocalNetworkAccessChecksWebSockets',
      'HardwareMediaKeyHandling',
      'MediaRouter',
    ].join(','),
  ],
  ['autoplay-policy', 'no-user-gesture-required'],
  // Chromium allows some 500 peer connections in a page, and a closed one counts until it is collected: the engine
  // collects them itself, between calls.
  ['js-flags', '--expose-gc'],
];

/** An exercise on a laptop without a network has no other ICE candidate than loopback. */
export const exerciseSwitches: readonly (readonly [name: string])[] = [['allow-loopback-in-peer-connection']];

/**
 * Switches that no installed console is run with: without its sandbox, a page that was taken over has the whole PC.
 * Some launchers (an AppImage's, where there are no user namespaces) add the first by themselves.
 */
const sandboxOff = ['no-sandbox', 'single-process'] as const;

/** The first switch on the command line that takes the sandbox away. */
export function withoutSandbox(hasSwitch: (name: string) => boolean): string | undefined {
  return sandboxOff.find((name) => hasSwitch(name));
}

/** Addresses of this PC, as one string to compare: another string means another network. */
export function networkSignature(
  interfaces: Readonly<Record<string, readonly { address: string; internal: boolean }[] | undefined>>,
): string {
  return Object.entries(interfaces)
    .flatMap(([name, addresses = []]) =>
      addresses.filter((one) => !one.internal).map((one) => `${name} ${one.address}`),
    )
    .sort()
    .join('\n');
}
