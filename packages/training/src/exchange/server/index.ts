export { listenExchange } from './listen.ts';
export type { ListenOptions, Listening } from './listen.ts';
