import type { Page } from '@playwright/test';
import { descriptions } from '../support/sound/pulse.ts';
import { word, wordsIn } from '../support/position/words.ts';
import { bothHear, expect, test } from './fixtures.ts';
import { answeredCall } from './on-screen.ts';

/** Tab from part to part, as somebody does who has no mouse, until the keyboard is at the languages. */
async function tabToLanguages(window: Page): Promise<void> {
  const languages = window.getByRole('group', { name: 'Språk' }).getByRole('radio', { checked: true });
  await expect(languages).toHaveCount(1);
  for (let presses = 0; presses < 12; presses += 1) {
    await window.keyboard.press('Tab');
    if (await languages.evaluate((radio) => radio === document.activeElement)) return;
  }
  throw new Error('Tab does not reach the languages');
}

/** Devices keep the names that they bear. */
const devices: readonly string[] = Object.values(descriptions);

test('another language in a call, by keyboard: every word changes, and the call goes on', async ({
  centre,
}) => {
  const { desk, caller, call } = await answeredCall(centre);
  const { window } = desk;
  await window.keyboard.press('F10');
  await tabToLanguages(window);
  for (const language of ['nb', 'nn', 'en'] as const) {
    if (language !== 'nb') await window.keyboard.press('ArrowDown');
    await expect(window.locator('html')).toHaveAttribute('lang', language);
    const { own, alien } = await wordsIn(window, language);
    expect(alien.filter((piece) => !devices.includes(piece))).toEqual([]);
    expect(own.length, 'the page speaks').toBeGreaterThan(30);
    const card = window.locator('article[data-current="true"]');
    await expect(card).toContainText(word(language, 'call.mute'));
    await expect(card).toContainText(word(language, 'call.hangUp'));
    await expect(
      window.getByRole('region', { name: word(language, 'queue.region'), exact: true }),
    ).toBeVisible();
    await bothHear(caller, desk);
  }
  // The keys mean what they meant.
  await window.keyboard.press('F12');
  await desk.log.waitFor('call.ended', { where: (event) => event.call === call && event.by === 'operator' });
  expect(await caller.ended()).toBe('peer');
});
