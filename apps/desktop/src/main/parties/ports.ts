/** The part of Electron's MessagePortMain that is used; tests give it a Node MessagePort. */
export interface Port {
  postMessage(message: unknown, transfer?: never[]): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  start(): void;
  close(): void;
}

/** Makes a fresh pair of ports. */
export type Mint<P extends Port> = () => { port1: P; port2: P };
