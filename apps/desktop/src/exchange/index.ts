import { systemClock, systemIds } from '../shared/clock.ts';
import { toExchange } from '../shared/practice.ts';
import { createExchangeProcess } from './exchange.ts';
import { stderrLogger } from '../shared/stderr.ts';

const logger = stderrLogger(process.stderr);
let taken = false;

// One control port in the life of this process: another exchange is another process.
process.parentPort.on('message', ({ ports: [port] }) => {
  if (taken || !port) return;
  taken = true;
  const exchange = createExchangeProcess({
    clock: systemClock,
    ids: systemIds,
    logger,
    say: (message) => port.postMessage(message),
  });
  port.on('message', ({ data }) => {
    const message = toExchange.safeParse(data);
    if (message.success) void exchange.handle(message.data);
    else logger.error('main sent what cannot be read');
  });
  // Main is gone: so is everybody who could use it.
  port.on('close', () => process.exit(0));
  port.start();
});
