import { createSipStack } from '@samband/telephony/sip';
import { createPartySounds } from '@samband/training/sound';
import { systemClock, systemIds } from '../shared/clock.ts';
import { listenForPorts } from '../shared/ports.ts';
import { pageLogger } from '../shared/logger.ts';
import { hostCallers } from './callers.ts';

const logger = pageLogger(console);
const [clock, ids] = [systemClock, systemIds];
let hosted = false;

// One control port in the life of this page: other parties are another page.
listenForPorts(window)((port) => {
  if (hosted) return;
  hosted = true;
  hostCallers(port, {
    clock,
    ids,
    logger,
    createSip: () => createSipStack({ clock, ids, logger }),
    createSounds: () => createPartySounds({ clock, logger }),
  });
});
