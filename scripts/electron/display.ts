import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

export interface Display {
  readonly name: string;
  close(): void;
}

/** The display that is there (X11 or Wayland), or one of our own without a screen; undefined: no Xvfb installed. */
export async function ensureDisplay(size = '1920x1080x24'): Promise<Display | undefined> {
  const given = process.env['DISPLAY'];
  if (given !== undefined && given !== '') return { name: given, close: () => undefined };
  if (process.platform !== 'linux' || process.env['WAYLAND_DISPLAY'])
    return { name: '', close: () => undefined };
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await firstLine(server);
  if (number === undefined) return undefined;
  server.unref();
  return { name: `:${number}`, close: () => void server.kill() };
}

function firstLine(server: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    server.once('error', () => resolve(undefined));
    server.once('exit', () => resolve(undefined));
    server.stdio[3]?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const [number] = /^\d+(?=\n)/.exec(text) ?? [];
      if (number !== undefined) resolve(number);
    });
  });
}
