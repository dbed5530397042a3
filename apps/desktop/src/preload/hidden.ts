import { ipcRenderer } from 'electron';
import { channels, portMessage } from '../shared/channels.ts';

// A hidden page gets its control port and nothing else: no function of main is within its reach.
ipcRenderer.on(channels.port, (event) => window.postMessage(portMessage, '/', event.ports));
