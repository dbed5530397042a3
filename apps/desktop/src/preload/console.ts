import { contextBridge, ipcRenderer } from 'electron';
import type { ScreenShell } from '@samband/telephony/contract';
import { channels, closeRefusedMessage, portMessage } from '../shared/channels.ts';

const shell: ScreenShell = {
  info: () => ipcRenderer.invoke(channels.info),
  provideSecret: (secret) => ipcRenderer.invoke(channels.provideSecret, secret) as Promise<boolean>,
  keep: (settings) => ipcRenderer.invoke(channels.keep, settings) as Promise<boolean>,
  callLog: (query) => ipcRenderer.invoke(channels.callLog, query),
  practice: (order) => ipcRenderer.invoke(channels.practice, order) as Promise<boolean>,
  join: (code) => ipcRenderer.invoke(channels.join, code) as Promise<boolean>,
  attention: (words) => ipcRenderer.send(channels.attention, words),
  onInfo(listener) {
    const tell = (_event: unknown, info: unknown): void => listener(info);
    ipcRenderer.on(channels.infoChanged, tell);
    return () => void ipcRenderer.removeListener(channels.infoChanged, tell);
  },
};
contextBridge.exposeInMainWorld('samband', shell);

ipcRenderer.on(channels.port, (event) => window.postMessage(portMessage, '/', event.ports));
ipcRenderer.on(channels.closeRefused, () => window.postMessage(closeRefusedMessage, '/'));
// Answered here, in the page's own thread: a page that is frozen does not answer.
ipcRenderer.on(channels.ping, (_event, n: unknown) => {
  if (Number.isInteger(n)) ipcRenderer.send(channels.pong, n);
});
