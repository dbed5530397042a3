import { utilityProcess } from 'electron';
import type { MessagePortMain, UtilityProcess } from 'electron';
import type { Logger } from '@samband/telephony/ports';
import { withoutPersons } from '../log.ts';
import type { HostedPage } from '../parties/hosted.ts';

interface Loading {
  handleLoaded(): void;
  handleGone(reason: string): void;
}

/** A process without a window, as its keeper sees it: `file` runs in Node, and gets its control port as a first message. */
export function openUtility(
  { file, name, log }: { readonly file: string; readonly name: string; readonly log: Logger },
  loading: Loading,
): HostedPage<MessagePortMain> {
  let child: UtilityProcess | undefined;
  return {
    load() {
      const forked = utilityProcess.fork(file, [], { serviceName: `Samband ${name}`, stdio: 'pipe' });
      child = forked;
      forked.on('spawn', loading.handleLoaded);
      forked.on('exit', (code) => {
        child = undefined;
        loading.handleGone(`exit ${code}`);
      });
      // What it says for itself: a warning of Node, or the stack of what ended it. Never a message of SIP.
      forked.stderr?.on('data', (text: Buffer) =>
        log.warn(`${name} says`, { text: withoutPersons(text.toString('utf8', 0, 2000)) }),
      );
      forked.stdout?.resume();
    },
    deliver: (_channel, message, ports) => child?.postMessage(message, ports),
    pid: () => child?.pid ?? 0,
    kill: () => void child?.kill(),
    destroy: () => void child?.kill(),
  };
}
