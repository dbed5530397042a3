import type { Logger } from '@samband/telephony/ports';

type Facts = Readonly<Record<string, string | number | boolean>>;

/** Lines that main knows as ours and writes into the diagnostic log: `samband {"message":…}`. */
export function pageLogger(page: Pick<Console, 'debug' | 'info' | 'warn' | 'error'>): Logger {
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, facts: Facts = {}): void =>
      page[level](`samband ${JSON.stringify({ message, ...facts })}`);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
