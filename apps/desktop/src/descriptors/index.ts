import './jitless.ts';
import type { WebHid } from '@samband/hid/webhid';
import { listenForPorts } from '../shared/ports.ts';
import { pageLogger } from '../shared/logger.ts';
import { hostDescriptors } from './host.ts';

// Not in the DOM's types.
const { hid } = navigator as Navigator & { readonly hid?: WebHid };
const logger = pageLogger(console);
let hosted = false;

// One control port in the life of this page: another one is another page's.
listenForPorts(window)((port) => {
  if (hosted) return;
  hosted = true;
  hostDescriptors(port, { hid, logger });
});
