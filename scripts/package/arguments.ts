export type Platform = 'linux' | 'win' | 'mac';

export interface Wishes {
  readonly platform: Platform;
  /** As electron-builder calls them: dir, deb, AppImage, nsis, dmg. */
  readonly targets: readonly string[];
  readonly arch: 'x64' | 'arm64' | undefined;
  /** The app as it was built before, in place of a fresh build. */
  readonly asBuilt: boolean;
  /** Where the packages go; apps/desktop/dist when absent. */
  readonly to: string | undefined;
}

export const usage = `npm run package -- [--linux | --win | --mac [TARGET…]] [--x64 | --arm64] [--to DIR]

Without a platform: --linux dir, the unpacked folder. Targets: dir; deb, AppImage; nsis; dmg.
--as-built packages apps/desktop/out as it is.
`;

const platforms: Readonly<Record<Platform, { targets: readonly string[]; host: NodeJS.Platform }>> = {
  linux: { targets: ['dir', 'deb', 'AppImage'], host: 'linux' },
  win: { targets: ['nsis', 'dir'], host: 'win32' },
  mac: { targets: ['dmg', 'dir'], host: 'darwin' },
};
const isPlatform = (word: string): word is Platform => Object.hasOwn(platforms, word);

/** What is asked for; an Error says in words what is not understood. */
export function parseWishes(args: readonly string[]): Wishes {
  let platform: Platform | undefined;
  let arch: Wishes['arch'];
  let to: string | undefined;
  let asBuilt = false;
  const targets: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? '';
    const name = word.replace(/^--/, '');
    if (word.startsWith('--') && isPlatform(name)) {
      if (platform !== undefined) throw new Error(`one platform at a time: ${platform} or ${name}`);
      platform = name;
    } else if (word === '--x64' || word === '--arm64') arch = word === '--x64' ? 'x64' : 'arm64';
    else if (word === '--as-built') asBuilt = true;
    else if (word === '--to') {
      to = args[(index += 1)];
      if (to === undefined) throw new Error('--to DIR: which folder?');
    } else if (platform !== undefined && platforms[platform].targets.includes(word)) targets.push(word);
    else throw new Error(`not understood: ${word}`);
  }
  platform ??= 'linux';
  const [first = 'dir'] = platforms[platform].targets;
  return { platform, targets: targets.length > 0 ? targets : [first], arch, asBuilt, to };
}

export interface Runtime {
  readonly executablePath: string;
  readonly version: string;
  readonly test: boolean;
}

export interface Host {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/**
 * The switches of electron-builder for these wishes. The Electron of this machine is used where it fits;
 * where the package is for another platform, electron-builder fetches the shipped version for it.
 */
export function builderArguments(
  wishes: Wishes,
  runtime: Runtime,
  { shipped, host }: { shipped: string; host: Host },
): string[] {
  const { platform, targets, arch = host.arch, to } = wishes;
  const fits = platforms[platform].host === host.platform && arch === host.arch;
  if (runtime.test && (!fits || targets.some((target) => target !== 'dir')))
    throw new Error(
      `this machine has no official Electron ${shipped}, only the test runtime: it can make --linux dir, for tests`,
    );
  const folder = runtime.executablePath.replace(/(Electron\.app[\\/].*|[^\\/]+)$/, '');
  return [
    ...['--config', 'packaging/builder.config.ts', '--publish', 'never'],
    ...[`--${platform}`, ...targets, `--${arch}`],
    `-c.electronVersion=${fits ? runtime.version : shipped}`,
    ...(fits ? [`-c.electronDist=${folder}`] : []),
    ...(to === undefined ? [] : [`-c.directories.output=${to}`]),
  ];
}
