import { nodeHidPort } from '@samband/hid/node-hid';
import { systemClock } from '../shared/clock.ts';
import { isDescribedByPage, toDevicesProcess } from '../shared/devices.ts';
import type { FromDevicesProcess } from '../shared/devices.ts';
import { stderrLogger } from '../shared/stderr.ts';
import { createDescriber } from './describe.ts';
import { createDevicesProcess } from './devices.ts';

const logger = stderrLogger(process.stderr);
let taken = false;

// One control port in the life of this process: other devices are another process.
process.parentPort.on('message', ({ ports: [control] }) => {
  if (taken || !control) return;
  taken = true;
  const say = (message: FromDevicesProcess): void => control.postMessage(message);
  const describer = createDescriber({ clock: systemClock, logger, ask: say });
  const devices = createDevicesProcess({
    clock: systemClock,
    port: nodeHidPort(isDescribedByPage(process.platform) ? { describe: describer.describe } : {}),
    logger,
    say,
  });
  control.on('message', ({ data, ports: [engine] }) => {
    const message = toDevicesProcess.safeParse(data);
    if (!message.success) {
      logger.error('main sent what cannot be read');
      return;
    }
    if (message.data.kind === 'described') return describer.handleDescribed(message.data);
    if (message.data.kind !== 'engine') return devices.handle(message.data);
    if (!engine) return;
    devices.handleEngine(engine);
    engine.on('message', (event) => devices.handleFromEngine(event.data));
    engine.on('close', () => devices.handleEngineGone(engine));
    engine.start();
  });
  // Main is gone: lamps off, pedals let go.
  control.on('close', () => {
    describer.dispose();
    void devices.close().finally(() => process.exit(0));
  });
  control.start();
});
