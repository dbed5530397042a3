import type { Logger } from '@samband/telephony/ports';

/** As much as a file of lines may grow to, bytes: some days of simulated calls. */
const most = 20 * 1024 * 1024;

/** The part of a writable stream that is used. */
export interface Sink {
  write(text: string): unknown;
  end(): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** One JSON object a line, until the file is full or cannot be written: an exercise goes on without it. */
export function boundedLines(
  sink: Sink,
  log: Logger,
): { write(line: Record<string, unknown>): void; close(): void } {
  let written = 0;
  let open = true;
  function stop(why: string): void {
    if (open) log.warn('the parties are not written down any more', { why });
    open = false;
  }
  sink.on('error', (error) => stop((error as NodeJS.ErrnoException).code ?? error.name));
  return {
    write(line) {
      if (!open) return;
      const text = `${JSON.stringify(line)}\n`;
      written += text.length;
      if (written > most) stop('full');
      else sink.write(text);
    },
    close() {
      open = false;
      sink.end();
    },
  };
}
