/**
 * Every Debian package (bookworm) that the tests need beyond Node and npm, by what needs it.
 * The reference exchange installs its own parts: see `apps/exchange/src/install`.
 */
export const debianPackages = {
  /** Electron's system libraries, a display without a screen, and what its runtime is unpacked with. */
  electron: [
    'dbus',
    'fonts-dejavu-core',
    'libasound2',
    'libatspi2.0-0',
    'libdrm2',
    'libgbm1',
    'libgtk-3-0',
    'libnotify4',
    'libnss3',
    'libsecret-1-0',
    'libxkbcommon0',
    'libxss1',
    'libxtst6',
    'unzip',
    'xauth',
    'xvfb',
  ],
  /** The same major Chromium as the shipped Electron, for the media suite and headless positions. */
  browser: ['chromium'],
  /** Sound devices without hardware. */
  sound: ['pulseaudio', 'pulseaudio-utils'],
  /** Callers with a voice. */
  callers: ['baresip-core', 'espeak-ng', 'sip-tester', 'sox'],
  /** Headsets and pedals without hardware, and what node-hid loads. */
  devices: ['gir1.2-umockdev-1.0', 'libudev1', 'libusb-1.0-0', 'python3-gi', 'umockdev'],
  /** Networks that are lost and changed. */
  network: ['iproute2', 'iptables'],
  /** Certificates and process tools. */
  tools: ['openssl', 'procps', 'util-linux'],
} as const satisfies Record<string, readonly string[]>;

export const allDebianPackages: readonly string[] = Object.values(debianPackages).flat();

/** Names that `dpkg-query -W -f='${Package} ${Status}\n'` does not show as installed. */
export function missingPackages(wanted: readonly string[], dpkgOutput: string): string[] {
  const installed = new Set(
    dpkgOutput
      .split('\n')
      .filter((line) => line.endsWith(' ok installed'))
      .map((line) => line.slice(0, line.indexOf(' '))),
  );
  return wanted.filter((name) => !installed.has(name));
}
