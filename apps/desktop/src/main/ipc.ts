import { ipcMain } from 'electron';
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import {
  attentionWordsSchema,
  callLogQuerySchema,
  keptSettingsSchema,
  practiceOrderSchema,
} from '@samband/telephony/contract';
import type {
  AttentionWords,
  CallLogPage,
  CallLogQuery,
  KeptSettings,
  PracticeOrder,
  ScreenInfo,
} from '@samband/telephony/contract';
import type { Disposable, Logger } from '@samband/telephony/ports';
import { channels, origin } from '../shared/channels.ts';

export interface IpcDeps {
  readonly log: Logger;
  info(): ScreenInfo;
  provideSecret(secret: string): boolean;
  keep(settings: KeptSettings): Promise<boolean>;
  callLog(query: CallLogQuery): Promise<CallLogPage>;
  attention(words: AttentionWords): void;
  /** False: it was not taken. */
  practice(order: PracticeOrder): Promise<boolean>;
  join(code: string): boolean;
  heard(contentsId: number, n: number): void;
}

const secretSchema = z.string().min(1).max(256);
const codeSchema = z.string().min(1).max(32);
const pongSchema = z.int().min(1);

/** Main listens to the main frame of a console page, and to nobody else. */
function isConsole({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === origin('console');
}

/** All that a page can ask of main, until it is disposed. */
export function listenToConsole({ log, heard, ...deps }: IpcDeps): Disposable {
  function refused(channel: string): undefined {
    log.warn('a message was refused', { channel });
    return undefined;
  }

  ipcMain.handle(channels.info, (event) => (isConsole(event) ? deps.info() : refused(channels.info)));
  ipcMain.handle(channels.provideSecret, (event, input: unknown) => {
    const secret = secretSchema.safeParse(input);
    if (!isConsole(event) || !secret.success) return refused(channels.provideSecret) ?? false;
    return deps.provideSecret(secret.data);
  });
  ipcMain.handle(channels.keep, (event, input: unknown) => {
    const settings = keptSettingsSchema.safeParse(input);
    if (!isConsole(event) || !settings.success) return refused(channels.keep) ?? false;
    return deps.keep(settings.data);
  });
  ipcMain.handle(channels.callLog, (event, input: unknown) => {
    const query = callLogQuerySchema.safeParse(input);
    if (!isConsole(event) || !query.success) return refused(channels.callLog);
    return deps.callLog(query.data);
  });
  ipcMain.handle(channels.practice, (event, input: unknown) => {
    const order = practiceOrderSchema.safeParse(input);
    if (!isConsole(event) || !order.success) return refused(channels.practice) ?? false;
    return deps.practice(order.data);
  });
  ipcMain.handle(channels.join, (event, input: unknown) => {
    const code = codeSchema.safeParse(input);
    if (!isConsole(event) || !code.success) return refused(channels.join) ?? false;
    return deps.join(code.data);
  });
  ipcMain.on(channels.attention, (event, input: unknown) => {
    const words = attentionWordsSchema.safeParse(input);
    if (isConsole(event) && words.success) deps.attention(words.data);
    else refused(channels.attention);
  });
  ipcMain.on(channels.pong, (event, input: unknown) => {
    const n = pongSchema.safeParse(input);
    if (isConsole(event) && n.success) heard(event.sender.id, n.data);
    else refused(channels.pong);
  });
  return {
    dispose() {
      for (const channel of Object.values(channels)) {
        ipcMain.removeHandler(channel);
        ipcMain.removeAllListeners(channel);
      }
    },
  };
}
