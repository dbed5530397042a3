import { siteSchema } from '@samband/telephony/contract';
import { hostEngine, systemClock, systemIds } from '@samband/telephony/engine';
import { createAudio } from '@samband/telephony/media';
import { createSipStack } from '@samband/telephony/sip';
import { listenForPorts } from '../shared/ports.ts';
import { pageLogger } from '../shared/logger.ts';

const logger = pageLogger(console);
const clock = systemClock();
const ids = systemIds();
let hosted = false;

// One control port in the life of this page: another engine is another page.
listenForPorts(window)((port) => {
  if (hosted) return;
  hosted = true;
  hostEngine(port, {
    clock,
    ids,
    logger,
    createSip: () => createSipStack({ clock, ids, logger }),
    createAudio({ site }) {
      // One that cannot be read is refused by the engine, in its own words.
      const read = siteSchema.safeParse(site);
      const rings = read.success ? read.data.queues.map((queue) => queue.ring) : [];
      return createAudio({ clock, logger, options: { rings } });
    },
  });
});
