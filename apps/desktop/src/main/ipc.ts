import { ipcMain } from 'electron';
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import type { ScreenInfo } from '@samband/telephony/contract';
import type { Logger } from '@samband/telephony/ports';
import { channels, origin } from '../shared/channels.ts';

export interface IpcDeps {
  readonly log: Logger;
  info(): ScreenInfo;
  provideSecret(secret: string): boolean;
  heard(contentsId: number, n: number): void;
}

const secretSchema = z.string().min(1).max(256);
const pongSchema = z.int().min(1);

/** Main listens to the main frame of a console page, and to nobody else. */
function isConsole({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === origin('console');
}

/** The only three things that a page can ask of main. */
export function listenToConsole({ log, info, provideSecret, heard }: IpcDeps): void {
  function refused(channel: string): undefined {
    log.warn('a message was refused', { channel });
    return undefined;
  }

  ipcMain.handle(channels.info, (event) => (isConsole(event) ? info() : refused(channels.info)));
  ipcMain.handle(channels.provideSecret, (event, input: unknown) => {
    const secret = secretSchema.safeParse(input);
    if (!isConsole(event) || !secret.success) return refused(channels.provideSecret) ?? false;
    return provideSecret(secret.data);
  });
  ipcMain.on(channels.pong, (event, input: unknown) => {
    const n = pongSchema.safeParse(input);
    if (isConsole(event) && n.success) heard(event.sender.id, n.data);
    else refused(channels.pong);
  });
}
