import { expect, it } from 'vitest';
import { createStandIn } from './stand-in.ts';

const own = { id: 'h1', label: 'Headset', fallback: false };
const speaker = { id: 's1', label: 'Speaker', fallback: true };

function setUp() {
  const told: string[] = [];
  const standIn = createStandIn('talk', {
    handleFellBack: (use, to) => told.push(`${use} → ${to}`),
    handleBack: (use) => told.push(`${use} back`),
  });
  return { told, standIn };
}

it('tells each stand-in once, and the end of it once', () => {
  const { told, standIn } = setUp();
  for (const choice of [own, speaker, speaker, undefined, undefined, own, own]) standIn.look(choice);
  expect(told).toEqual(['talk → Speaker', 'talk → ', 'talk back']);
});

it('tells again what stands in for another choice', () => {
  const { told, standIn } = setUp();
  standIn.look(speaker);
  standIn.renew();
  standIn.look(speaker);
  standIn.look(speaker);
  standIn.renew();
  standIn.look(own);
  expect(told).toEqual(['talk → Speaker', 'talk → Speaker', 'talk back']);
});

it('has nothing to be back once none is chosen', () => {
  const { told, standIn } = setUp();
  standIn.look(undefined);
  standIn.forget();
  standIn.look(own);
  expect(told).toEqual(['talk → ']);
});
