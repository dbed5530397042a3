export type { WebHid } from './library.ts';
export { createWebHidPort } from './port.ts';
