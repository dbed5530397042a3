export { joinExchange } from './join/client.ts';
export type { Joined, JoinOptions } from './join/client.ts';
export { startJoinServer } from './join/server.ts';
export type { JoinServer, JoinServerOptions } from './join/server.ts';
export { listenExchange } from './listen.ts';
export type { Listening, ListenOptions } from './listen.ts';
