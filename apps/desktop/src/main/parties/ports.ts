/** The part of Electron's MessagePortMain that is used; `P` is the whole one. */
export interface Port<P = unknown> {
  postMessage(message: unknown, transfer?: P[]): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  start(): void;
  close(): void;
}

/** Makes a fresh pair of ports. */
export type Mint<P extends Port<P>> = () => { port1: P; port2: P };
