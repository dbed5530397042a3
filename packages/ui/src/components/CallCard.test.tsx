// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { activeCall } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

const quality = { heard: 4, beingHeard: 4, mos: 4.3, rttMs: 20, lossShare: 0, jitterMs: 2 };

it.each([
  [{ heard: false, beingHeard: false }, ['svært godt', 'svært godt']],
  [{ heard: true, beingHeard: false }, ['ingenting', 'svært godt']],
  [{ heard: false, beingHeard: true }, ['svært godt', 'ingenting']],
])('a way that carries no sound is said to, on the best of networks: %j', (silent, words) => {
  renderConsole({ calls: [{ ...activeCall('c1'), quality, silent }] });
  const meters = ['Du hører', 'Du blir hørt'].map((name) => screen.getByRole('meter', { name }));
  expect(meters.map((meter) => meter.getAttribute('aria-valuetext'))).toEqual(words);
});
