/** Every IPC channel of the app. Main and the preloads name channels from here only. */
export const channels = {
  /** main → engine, main → console: carries one MessagePort. */
  port: 'samband:port',
  /** main → console: heartbeat with a number; answered with the same number. */
  ping: 'samband:ping',
  pong: 'samband:pong',
  /** console → main, answered with `ScreenInfo`. */
  info: 'samband:info',
  /** main → console: a new `ScreenInfo`. */
  infoChanged: 'samband:info-changed',
  /** console → main: the position's secret; answered with true when it was taken. */
  provideSecret: 'samband:provide-secret',
  /** console → main: settings to be kept (`KeptSettings`); answered with true when they were. */
  keep: 'samband:keep',
  /** console → main: a `CallLogQuery`; answered with a `CallLogPage`. */
  callLog: 'samband:call-log',
  /** console → main: an order to the simulated parties (`PracticeOrder`); answered with true when it was taken. */
  practice: 'samband:practice',
  /** console → main: the code with which to join another machine's exercise; answered with true when it is tried. */
  join: 'samband:join',
  /** console → main: words of a new call (`AttentionWords`), for whoever does not look. */
  attention: 'samband:attention',
  /** main → console: closing the window was refused because of a call; the next try closes it. */
  closeRefused: 'samband:close-refused',
} as const;

/** `data` of the window message that tells the console page that closing was refused. */
export const closeRefusedMessage = 'samband:close-refused';

/** The app's own origins. Each is served in a session of its own and nowhere else. */
export const scheme = 'app';
export const hosts = {
  engine: 'engine',
  console: 'console',
  callers: 'callers',
  descriptors: 'descriptors',
} as const;
export type Host = keyof typeof hosts;
export const origin = (host: Host): string => `${scheme}://${hosts[host]}`;

/** The contract's `portMessage`, said again here so that preloads stay a few lines (a test holds the two together). */
export const portMessage = 'samband:port';
