import { run } from '../support/process.ts';
import { restartSharedExchange } from '../support/exchange/exchange.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Starts the exchange and builds the console, unless the caller has built it already. */
export default async function setup(): Promise<void> {
  if (process.env['SAMBAND_E2E_BUILT'] === undefined) {
    say('Building the console …');
    await run('npm', ['run', 'build', '--workspace', '@samband/desktop'], {
      cwd: new URL('../..', import.meta.url).pathname,
    });
  }
  await restartSharedExchange(say);
}
