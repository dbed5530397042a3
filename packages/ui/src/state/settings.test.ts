import { expect, it } from 'vitest';
import { nothingChosen, settingsOf, withPerson, withPlace } from './settings.ts';

const kept = {
  place: { tab: 'log' as const },
  persons: { kari: { theme: 'day' as const }, '': { language: 'nn' as const } },
};

it('what was chosen stands over what was kept, each person for itself', () => {
  const chosen = withPerson(
    withPerson(withPlace(nothingChosen, { zones: { queue: 30, reach: 20 } }), 'kari', { theme: 'contrast' }),
    'kari',
    { language: 'en' },
  );
  expect(settingsOf(kept, chosen, 'kari')).toEqual({
    place: { tab: 'log', zones: { queue: 30, reach: 20 } },
    person: { theme: 'contrast', language: 'en' },
  });
  expect(settingsOf(kept, chosen, '').person).toEqual({ language: 'nn' });
  expect(settingsOf(undefined, nothingChosen, 'ola')).toEqual({ place: {}, person: {} });
});
