import { expect, it } from 'vitest';
import { edgeStep } from './edge-table.ts';

it('goes on trying after every failure', () => {
  expect(edgeStep('connecting', 'disconnected')).toMatchObject({ next: 'waiting' });
  expect(edgeStep('connected', 'disconnected')).toMatchObject({ next: 'waiting' });
  expect(edgeStep('waiting', 'retry')).toMatchObject({ next: 'connecting' });
});

it('drops a deaf socket, and looks at once when something happened', () => {
  expect(edgeStep('connected', 'deaf')?.effects[0]).toBe('drop');
  expect(edgeStep('connected', 'nudge')?.effects).toEqual(['pingNow']);
  expect(edgeStep('waiting', 'nudge')?.effects).toEqual(['cancelRetry', 'connect']);
});

it('ignores what means nothing', () => {
  expect(edgeStep('waiting', 'disconnected')).toBeUndefined();
  expect(edgeStep('idle', 'connected')).toBeUndefined();
});
