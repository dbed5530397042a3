import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AfterPackContext, Configuration } from 'electron-builder';

/**
 * How the built app in `out` becomes something that can be installed. Electron itself (`electronDist`,
 * `electronVersion`) is named by scripts/package.ts. Paths are seen from apps/desktop, icons and units from `packaging`.
 */
const configuration: Configuration = {
  appId: 'no.samband.console',
  productName: 'Samband',
  copyright: 'Samband',
  // `out` is an app of its own, without dependencies: all that runs is in its bundles.
  directories: { app: 'out', buildResources: 'packaging', output: 'dist' },
  files: [
    'package.json',
    '{main,preload,engine,console,callers,descriptors,exchange,devices}/**/*',
    '!**/*.map',
  ],
  // Native parts are loaded by the operating system, which cannot look into an archive.
  asarUnpack: ['devices/prebuilds/**'],
  extraMetadata: {
    description: 'Operator console for emergency medical communication centres',
    author: { name: 'Samband', email: 'samband@samband.invalid' },
    // A .deb must name one.
    homepage: 'https://samband.invalid/',
    // By which a desktop finds the entry and the icon of a window.
    desktopName: 'samband.desktop',
  },
  asar: true,
  // False: there are no node_modules to rebuild, nor to be looked for anywhere. (`npmRebuild: false` would skip this.)
  beforeBuild: () => Promise.resolve(false),
  nodeGypRebuild: false,
  publish: null,
  electronLanguages: ['en-US', 'nb'],
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    onlyLoadAppFromAsar: true,
    // Asked for on Windows and macOS; elsewhere Electron has no such check, and the fuse does nothing.
    enableEmbeddedAsarIntegrityValidation: true,
    enableCookieEncryption: true,
    grantFileProtocolExtraPrivileges: false,
    loadBrowserProcessSpecificV8Snapshot: false,
  },
  // Beside Electron's own LICENSE.electron.txt and LICENSES.chromium.html; in a Mac's app these stand in Resources.
  extraFiles: [{ from: 'dist/NOTICES.txt', to: 'NOTICES.txt' }],
  extraResources: [
    { from: 'packaging/autostart', to: 'autostart' },
    { from: 'packaging/udev', to: 'udev' },
  ],
  async afterPack({ appOutDir, packager }: AfterPackContext) {
    // What an unpacked Electron brings for its own use.
    await rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
    await rm(join(appOutDir, 'version'), { force: true });
  },

  linux: {
    target: [{ target: 'dir' }],
    executableName: 'samband',
    syncDesktopName: true,
    icon: 'icon/linux',
    category: 'Network;Telephony',
    synopsis: 'Operator console for emergency medical communication centres',
    description: 'The screen, the sound and the telephony of the person who answers 113 or 116117.',
    maintainer: 'Samband <samband@samband.invalid>',
    vendor: 'Samband',
    desktop: {
      entry: {
        Name: 'Samband',
        GenericName: 'Operator console',
        'GenericName[nb]': 'Operatørkonsoll',
        StartupNotify: 'true',
        SingleMainWindow: 'true',
      },
    },
  },
  deb: {
    depends: [
      ...['libgtk-3-0', 'libnotify4', 'libnss3', 'libxss1', 'libxtst6', 'xdg-utils', 'libatspi2.0-0'],
      ...['libuuid1', 'libsecret-1-0', 'libasound2', 'libgbm1', 'libdrm2', 'libxkbcommon0'],
      // Headsets and pedals.
      ...['libusb-1.0-0', 'libudev1'],
    ],
    packageCategory: 'comm',
    fpm: [
      'packaging/autostart/samband.service=/usr/lib/systemd/user/samband.service',
      'packaging/udev/73-samband-hid.rules=/usr/lib/udev/rules.d/73-samband-hid.rules',
    ],
  },
  appImage: { artifactName: 'Samband-${version}-${arch}.AppImage' },

  win: { target: [{ target: 'nsis', arch: ['x64'] }], icon: 'icon/icon.ico' },
  nsis: {
    // Into Program Files, for whoever logs on: operators cannot change it.
    oneClick: false,
    perMachine: true,
    allowElevation: true,
    allowToChangeInstallationDirectory: false,
    runAfterFinish: false,
    deleteAppDataOnUninstall: false,
    createDesktopShortcut: true,
    menuCategory: false,
  },

  mac: {
    target: [{ target: 'dmg' }],
    icon: 'icon/icon.icns',
    category: 'public.app-category.utilities',
    hardenedRuntime: true,
    entitlements: 'packaging/mac.entitlements',
    entitlementsInherit: 'packaging/mac.entitlements',
    extendInfo: { NSMicrophoneUsageDescription: 'Samband is what the operator speaks to callers with.' },
  },
};

export default configuration;
