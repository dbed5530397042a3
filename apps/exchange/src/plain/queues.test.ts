import { expect, it } from 'vitest';
import { configSchema } from '../config/config.ts';
import { planPlain } from './plan.ts';
import { places, queuesConfig } from './queues.ts';

const text = queuesConfig(planPlain(configSchema.parse({ seconds: { offer: 100 } }), '/run/x'));

it('every caller in line has a place of his own', () => {
  expect(text.match(/^member => Local\/\d+@place-113\/n$/gm)).toHaveLength(places);
  expect(text).toContain('autofill=yes');
  expect(text).toContain('ringinuse=no');
});

it('nobody is turned away because nobody is ready', () => {
  expect(text).toContain('joinempty=yes');
  expect(text).toContain('leavewhenempty=no');
});

it('a call is offered anew after the time of the configuration, and at once when an offer fails', () => {
  expect(text).toContain('timeout=100\nretry=1\n');
});
