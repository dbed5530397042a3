export { closeRefusedMessage, mountConsole } from './mount.tsx';
export type { ConsoleSurroundings } from './mount.tsx';
