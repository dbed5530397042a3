import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A terminal that can be read key by key, without showing them. */
export interface Terminal extends Readable {
  setRawMode(on: boolean): unknown;
}

const enter = new Set(['\r', '\n']);
const erase = new Set(['\u007f', '\b']);
const interrupt = '\u0003';

/** Asks for a word; what is typed is not shown. */
export async function askHidden(input: Terminal, output: Writable, question: string): Promise<string> {
  output.write(question);
  input.setRawMode(true);
  input.setEncoding('utf8');
  let word = '';
  try {
    return await new Promise<string>((resolve, reject) => {
      const done = (end: () => void): void => {
        input.off('data', hear);
        end();
      };
      function hear(keys: string): void {
        for (const key of keys) {
          if (enter.has(key)) return done(() => resolve(word));
          if (key === interrupt) return done(() => reject(new Error('Interrupted.')));
          word = erase.has(key) ? word.slice(0, -1) : word + key;
        }
      }
      input.on('data', hear);
      input.resume();
    });
  } finally {
    input.setRawMode(false);
    input.pause();
    output.write('\n');
  }
}

/** The first line of what is piped in. */
export async function readLine(input: Readable): Promise<string> {
  const lines = createInterface({ input });
  try {
    for await (const line of lines) return line.trim();
  } finally {
    lines.close();
  }
  return '';
}
