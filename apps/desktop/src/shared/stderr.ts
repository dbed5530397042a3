import type { Logger } from '@samband/telephony/ports';

/** Lines for main's diagnostic log: what is written to a utility process's stderr ends there. Debug and info stay here. */
export function stderrLogger(out: { write(text: string): unknown }): Logger {
  const write: Logger['warn'] = (message, facts = {}) => {
    out.write(`${message} ${JSON.stringify(facts)}\n`);
  };
  return { debug: () => undefined, info: () => undefined, warn: write, error: write };
}
