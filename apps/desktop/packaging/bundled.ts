import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/** Code that the tools themselves write into a bundle, by the first word of its virtual name. */
const tools: Readonly<Record<string, string>> = {
  rolldown: 'node_modules/rolldown',
  vite: 'node_modules/vite',
};

/** The folder of the npm package that a module comes from, seen from the checkout; undefined: it is ours. */
export function packageOf(id: string, root: string): string | undefined {
  const tool = /^\0(rolldown|vite)\//.exec(id)?.[1];
  if (tool !== undefined) return tools[tool];
  const path = id.replace(/^\0/, '').replace(/[?#].*$/s, '');
  if (!path.startsWith(root)) return undefined;
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path.slice(root.length))?.[0];
}

export interface Bundled {
  readonly plugin: Plugin;
  /** Folders of all packages that have a module in what was built, sorted. */
  folders(): string[];
}

/** Remembers which packages go into the bundles: their licences ask to be told of. */
export function rememberPackages(root: string): Bundled {
  const found = new Set<string>();
  const remember = (ids: Iterable<string>): void => {
    for (const id of ids) {
      const folder = packageOf(id, root);
      if (folder !== undefined) found.add(folder);
    }
  };
  let pages = root;
  return {
    plugin: {
      name: 'remember-packages',
      configResolved(config) {
        pages = config.root;
      },
      generateBundle(_options, bundle) {
        remember(this.getModuleIds());
        for (const file of Object.values(bundle))
          if (file.type === 'chunk') remember(file.moduleIds);
          // Fonts and pictures of a style sheet are no modules.
          else remember(file.originalFileNames.map((name) => resolve(pages, name)));
      },
    },
    folders: () => [...found].sort(),
  };
}
