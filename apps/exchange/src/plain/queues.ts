import type { PlainPlan } from './plan.ts';

/** Calls of one queue that can ring or be talked in at the same time; more of them wait with music, unseen. */
export const places = 60;

/**
 * Queues. A ringall queue of Asterisk offers the head of the line only, and an operator would not see who else waits.
 * So each member is a place in which one call rings at all positions (see dialplan.ts), and `linear` with autofill
 * gives every caller in line a place of his own.
 */
export function queuesConfig({ config }: PlainPlan): string {
  const members = (id: string): string =>
    Array.from({ length: places }, (_, index) => `member => Local/${index + 1}@place-${id}/n\n`).join('');
  const queues = config.queues.map(
    ({ id }) => `[${id}]
strategy=linear
autofill=yes
ringinuse=no
timeout=${config.seconds.offer}
retry=1
wrapuptime=0
joinempty=yes
leavewhenempty=no
musicclass=queue-${id}
announce-frequency=0
announce-holdtime=no
announce-position=no
${members(id)}`,
  );
  return `[general]\npersistentmembers=no\nautofill=yes\n${queues.join('')}`;
}
