import type { Interface } from 'node:readline/promises';
import type { Owner } from '../../packages/hid/src/index.ts';

/** The owner of a device at a terminal: Enter, or a letter. What is asked when they have gone, `signal`, is rejected. */
export function ownerAt(terminal: Pick<Interface, 'question'>, signal: AbortSignal): Owner {
  return {
    async asks(text) {
      const answer = await terminal.question(`\n${text}\nThen press Enter (s and Enter to skip) `, {
        signal,
      });
      return answer.trim().toLowerCase() === 's' ? 'skipped' : 'done';
    },
    async sees(text) {
      for (;;) {
        const answer = (await terminal.question(`\n${text} y, n, or s to skip: `, { signal }))
          .trim()
          .toLowerCase();
        if (answer === 'y') return 'yes';
        if (answer === 'n') return 'no';
        if (answer === 's') return 'skipped';
      }
    },
  };
}
