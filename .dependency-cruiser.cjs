/**
 * The table of rooms: who may import whom. One entry is one folder; the first entry that matches a file is its room.
 * What is not listed is forbidden, npm packages and Node's own modules included. Tests and `testing` folders
 * may import anything; nothing but tests may import them.
 */
const telephony = 'packages/telephony/src';
const contract = `${telephony}/contract/`;
const ports = `${telephony}/ports/`;
const npm = (...names) => names.map((name) => `node_modules/${name}/`);
/** A module of Node itself: its resolved name has no folder. */
const node = '^(node:)?[a-z_]+(/promises)?$';

/** The rooms of managers; each other's index, never each other's inside. */
const managers = ['registration', 'queue', 'calls', 'conference', 'media', 'quality', 'identity'];
const indexOf = (...rooms) => `${telephony}/(${rooms.join('|')})/index\\.ts$`;

const training = 'packages/training/src';
const trainingIndex = (...names) => names.map((name) => `${training}/${name}/index\\.ts$`);
const telephonyExports = (...rooms) => `${telephony}/(${rooms.join('|')})/index\\.ts$`;
const uiIndex = 'packages/ui/src/index\\.ts$';
const uiStyles = 'packages/ui/src/.*\\.css$';
const react = npm('react', 'react-dom', '@types/react', '@types/react-dom');

const rooms = [
  { room: 'contract', at: contract, may: npm('zod') },
  { room: 'ports', at: ports, may: [contract] },
  ...managers.map((name) => ({
    room: name,
    at: `${telephony}/${name}/`,
    may: [contract, ports, indexOf(...managers), ...(name === 'identity' ? npm('fast-xml-parser') : [])],
  })),
  { room: 'sip', at: `${telephony}/sip/`, may: [contract, ports, ...npm('sip\\.js')] },
  // Composition: the only room that knows all others.
  { room: 'engine', at: `${telephony}/engine/`, may: [contract, ports, indexOf(...managers, 'sip')] },

  {
    room: 'hid adapter for Node',
    at: 'packages/hid/src/node-hid/',
    may: ['packages/hid/src/', node, ...npm('zod', 'node-hid')],
  },
  { room: 'hid', at: 'packages/hid/', may: npm('zod') },
  { room: 'journal', at: 'packages/journal/', may: [telephonyExports('contract'), ...npm('zod', 'libsql')] },
  // The embedded exchange: its socket is an adapter of its own, the exchange itself knows neither Node nor ws.
  {
    room: 'training exchange server',
    at: `${training}/exchange/server/`,
    may: [
      `${training}/exchange/`,
      telephonyExports('contract', 'ports', 'sip'),
      node,
      ...npm('ws', '@types/ws', 'selfsigned', 'zod'),
    ],
  },
  {
    room: 'training exchange',
    at: `${training}/exchange/`,
    may: [telephonyExports('contract', 'ports', 'sip'), ...npm('zod')],
  },
  {
    room: 'training parties',
    at: `${training}/parties/`,
    may: [telephonyExports('contract', 'ports', 'sip'), ...trainingIndex('day'), ...npm('zod')],
  },
  {
    room: 'training sound',
    at: `${training}/sound/`,
    may: [telephonyExports('contract', 'ports', 'media'), ...trainingIndex('parties', 'voices')],
  },
  { room: 'training', at: 'packages/training/', may: [telephonyExports('contract'), ...npm('yaml', 'zod')] },
  {
    room: 'ui',
    at: 'packages/ui/',
    may: [
      telephonyExports('contract'),
      ...react,
      ...npm(
        'react-aria(-components)?',
        '@react-aria/[^/]+',
        'react-intl',
        'zustand',
        'lucide-react',
        'libphonenumber-js',
        '@fontsource-variable/inter',
      ),
    ],
  },

  {
    room: 'desktop main',
    at: 'apps/desktop/src/main/',
    may: [
      telephonyExports('contract', 'ports'),
      'apps/desktop/src/shared/',
      ...trainingIndex('site', 'exchange/server'),
      'packages/hid/src/index\\.ts$',
      node,
      ...npm('electron', 'electron-log', 'yaml', 'zod'),
    ],
  },
  {
    room: 'desktop preload',
    at: 'apps/desktop/src/preload/',
    may: [telephonyExports('contract'), 'apps/desktop/src/shared/', ...npm('electron')],
  },
  {
    room: 'desktop engine',
    at: 'apps/desktop/src/engine/',
    may: [telephonyExports('contract', 'ports', 'engine', 'sip', 'media'), 'apps/desktop/src/shared/'],
  },
  {
    room: 'desktop exchange',
    at: 'apps/desktop/src/exchange/',
    may: [
      ...trainingIndex('exchange', 'exchange/server', 'site'),
      'apps/desktop/src/shared/',
      telephonyExports('contract', 'ports'),
      node,
      ...npm('electron'),
    ],
  },
  {
    room: 'desktop callers',
    at: 'apps/desktop/src/callers/',
    may: [
      ...trainingIndex('parties', 'sound', 'day', 'voices'),
      telephonyExports('contract', 'ports', 'sip'),
      'apps/desktop/src/shared/',
    ],
  },
  {
    room: 'desktop devices',
    at: 'apps/desktop/src/devices/',
    may: [
      'packages/hid/src/(node-hid/|webhid/)?index\\.ts$',
      'apps/desktop/src/shared/',
      telephonyExports('contract', 'ports'),
      ...npm('electron'),
    ],
  },
  {
    room: 'desktop descriptors',
    at: 'apps/desktop/src/descriptors/',
    may: [
      'packages/hid/src/webhid/index\\.ts$',
      telephonyExports('ports'),
      'apps/desktop/src/shared/',
      ...npm('zod'),
    ],
  },
  {
    room: 'desktop console',
    at: 'apps/desktop/src/console/',
    may: [telephonyExports('contract'), uiIndex, uiStyles, 'apps/desktop/src/shared/', ...react],
  },
  {
    room: 'desktop shared',
    at: 'apps/desktop/src/shared/',
    may: [telephonyExports('contract', 'ports'), ...npm('zod')],
  },
  {
    room: 'desktop packaging',
    at: 'apps/desktop/packaging/',
    may: [node, ...npm('electron-builder', 'vite')],
  },
  {
    room: 'exchange smoke',
    at: 'apps/exchange/smoke/',
    may: ['apps/exchange/src/', node, ...npm('ws', '@types/ws', 'sip\\.js', 'yaml', 'zod')],
  },
  { room: 'exchange', at: 'apps/exchange/src/', may: [node, ...npm('yaml', 'zod')] },
  {
    room: 'scripts',
    at: 'scripts/',
    may: [
      telephonyExports('contract'),
      'apps/exchange/src/index\\.ts$',
      'packages/hid/src/(node-hid/)?index\\.ts$',
      'packages/training/src/voices/texts\\.ts$',
      node,
      ...npm('zod', 'yaml'),
    ],
  },
];

/** Anything: what crosses rooms, and the configuration of tools. */
const free =
  '^tests/|\\.(test|stories)\\.tsx?$|/testing/|/\\.storybook/|\\.config\\.ts$|^apps/desktop/build\\.ts$|\\.dependency-cruiser\\.cjs$';
const forTests = '\\.(test|stories)\\.tsx?$|/testing/|/\\.storybook/';

/** A room's own rule: from its files to anything that is neither its own nor listed. */
function ruleOf({ room, at, may }, index) {
  const before = rooms.slice(0, index).map((other) => `^${other.at}`);
  return {
    name: `room-${room.replaceAll(' ', '-')}`,
    comment: `${room} imports something its line of the table in .dependency-cruiser.cjs does not list`,
    severity: 'error',
    from: { path: `^${at}`, pathNot: [free, ...before] },
    to: { pathNot: [`^${at}`, ...may.map((path) => (path.startsWith('^') ? path : `(^|/)${path}`))] },
  };
}

module.exports = {
  forbidden: [
    ...rooms.map(ruleOf),
    {
      name: 'no-room',
      comment: 'this file stands in no room of the table in .dependency-cruiser.cjs',
      severity: 'error',
      from: {
        path: '^(packages|apps|scripts)/',
        pathNot: [free, '\\.d\\.ts$', ...rooms.map(({ at }) => `^${at}`)],
      },
      to: {},
    },
    {
      name: 'no-cycle',
      comment: 'a cycle of imports, type imports included',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'tests-only',
      comment: 'only tests may import tests, fakes and fixtures',
      severity: 'error',
      from: { pathNot: free },
      to: { path: forTests },
    },
    {
      name: 'sip-js-behind-its-port',
      comment: 'sip.js is imported by packages/telephony/src/sip alone (ADR 0002)',
      severity: 'error',
      from: { path: '^(packages|apps/desktop)/', pathNot: [free, `^${telephony}/sip/`] },
      to: { path: 'node_modules/sip\\.js/' },
    },
    {
      name: 'unresolved',
      comment:
        'this import leads nowhere: a missing file, a package that is not installed, or one that does not export it',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'undeclared',
      comment: 'this package stands in no package.json',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(out|dist|test-results|\\.cache)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css', '.d.ts'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
