import { expect, it } from 'vitest';
import { linkTable } from './link.ts';

it('asks for a snapshot in exactly the steps that need one', () => {
  const asking = Object.entries(linkTable).flatMap(([state, steps]) =>
    Object.entries(steps).flatMap(([event, step]) => (step.attach ? [`${state} ${event}`] : [])),
  );
  expect(asking).toEqual(['absent port', 'attaching port', 'attaching unanswered', 'live port', 'live gap']);
});

it('is never live without a snapshot, and absent only when the port has closed', () => {
  for (const [state, steps] of Object.entries(linkTable))
    for (const [event, { next }] of Object.entries(steps)) {
      if (next === 'live' && state !== 'live') expect(event).toBe('snapshot');
      if (next === 'absent' && state !== 'absent') expect(event).toBe('closed');
    }
});
