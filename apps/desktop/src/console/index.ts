import type { ScreenShell } from '@samband/telephony/contract';
import { mountConsole } from '@samband/ui';
import { listenForPorts } from '../shared/ports.ts';

declare global {
  interface Window {
    readonly samband: ScreenShell;
  }
}

const root = document.getElementById('root');
if (root) mountConsole(root, { shell: window.samband, ports: listenForPorts(window) });
