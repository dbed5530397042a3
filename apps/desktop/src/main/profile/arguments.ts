import { join, resolve } from 'node:path';

export interface Arguments {
  readonly site?: string;
  readonly position?: number;
  readonly profile?: string;
  readonly role?: string;
  /** Brings its own centre along: no site file. */
  readonly practice?: true;
  /** Of the days of that centre: the same seed gives the same day; how fast the time line runs. */
  readonly seed?: number;
  readonly speed?: number;
  /** host:port of another machine's exercise. */
  readonly join?: string;
  /** Started by what the operating system watches over it with, not by a person. */
  readonly autostart: boolean;
  /** Ours, but not understood: `--position x`. Said in the log. */
  readonly bad: readonly string[];
}

const names = ['site', 'position', 'profile', 'role', 'seed', 'speed', 'join'] as const;
type Name = (typeof names)[number];

function assign(name: Name, value: string, cwd: string): Partial<Arguments> | undefined {
  if (name === 'site' || name === 'profile') return { [name]: resolve(cwd, value) };
  if (name === 'role') return value.length <= 64 ? { role: value } : undefined;
  if (name === 'join') return /^[\w.-]{1,253}:\d{1,5}$/.test(value) ? { join: value } : undefined;
  if (name === 'seed') return /^\d{1,9}$/.test(value) ? { seed: Number(value) } : undefined;
  if (name === 'speed')
    return /^\d{1,2}$/.test(value) && Number(value) > 0 ? { speed: Number(value) } : undefined;
  const position = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  return position >= 1 && position <= 500 ? { position } : undefined;
}

/**
 * `--site FILE --position N --profile DIR --role ID`, each as two words or with `=`; and `--autostart`. For exercises:
 * `--practice --seed N --speed N`, or `--join HOST:PORT`. Everything else belongs to Chromium and is left alone. The last of a name wins.
 */
export function parseArguments(argv: readonly string[], cwd: string): Arguments {
  let parsed: Partial<Arguments> = {};
  const bad: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const match = /^--([a-z]+)(?:=(.*))?$/.exec(argv[index] ?? '');
    const name = names.find((known) => known === match?.[1]);
    if (!name) continue;
    let value = match?.[2];
    if (value === undefined && !argv[index + 1]?.startsWith('--')) value = argv[(index += 1)];
    const found = value ? assign(name, value, cwd) : undefined;
    if (found) parsed = { ...parsed, ...found };
    else bad.push(name);
  }
  const practice = argv.includes('--practice') ? { practice: true as const } : {};
  return { ...parsed, ...practice, autostart: argv.includes('--autostart'), bad };
}

/** The folder of a console: one per position on this PC, so that `--position` alone tells two consoles apart. */
export function profileFolder(given: Arguments, appData: string): string {
  if (given.profile !== undefined) return given.profile;
  return join(appData, 'Samband', given.position === undefined ? 'console' : `position-${given.position}`);
}

/** What a second start tells the console that runs already. */
export interface SecondStart {
  readonly autostart: boolean;
}

/** Whether a person wants to see the console that runs: the system's watch only wants it to run. */
export function isByHand(told: unknown): boolean {
  return (told as SecondStart | null | undefined)?.autostart !== true;
}
