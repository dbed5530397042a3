import { expect, it } from 'vitest';
import { rowStep } from './row-table.ts';

it('holds a withdrawn call back before it is abandoned', () => {
  expect(rowStep('offered', 'emptied')).toMatchObject({ next: 'withdrawn' });
  expect(rowStep('withdrawn', 'offer')).toMatchObject({ next: 'offered' });
  expect(rowStep('withdrawn', 'heldBackLongEnough')).toMatchObject({ next: 'gone' });
});

it('takes no cancel for an end while our own answer is out', () => {
  for (const input of ['elsewhere', 'emptied', 'emptiedDirect', 'offer'] as const)
    expect(rowStep('taken', input)).toEqual({ next: 'taken', effects: [] });
});

it('waits on for others when its alarm is over, unless it is being answered', () => {
  expect(rowStep('offered', 'moved')).toEqual({ next: 'gone', effects: ['tellMoved', 'letGo'] });
  expect(rowStep('offered', 'crowded')).toEqual({ next: 'gone', effects: ['tellCrowded', 'letGo'] });
  expect(rowStep('withdrawn', 'moved')).toMatchObject({ next: 'gone' });
  expect(rowStep('taken', 'moved')).toEqual({ next: 'taken', effects: [] });
});

it('leaves the line without an end, unless it is being answered', () => {
  expect(rowStep('offered', 'leave')).toEqual({ next: 'gone', effects: ['letGo'] });
  expect(rowStep('withdrawn', 'leave')).toEqual({ next: 'gone', effects: ['stopHoldingBack', 'letGo'] });
  expect(rowStep('taken', 'leave')).toBeUndefined();
});

it('nothing happens to a row that is gone', () => {
  expect(rowStep('gone', 'offer')).toBeUndefined();
  expect(rowStep('withdrawn', 'take')).toBeUndefined();
});
