import type { Locator, Page } from '@playwright/test';
import { labDirectory, labPins } from '@samband/exchange';
import { picture } from '../support/position/picture.ts';
import { strokes, untilStrokes } from '../support/audio/strokes.ts';
import type { Console } from '../support/position/console.ts';
import { bothHear, expect, registered, test } from './fixtures.ts';
import type { Centre } from './fixtures.ts';
import { chooseDevice, waitingCall } from './on-screen.ts';

/** People at a position, by keyboard alone: who they are, what they may do, and that no caller falls between two of them. */

async function staffedDesk(centre: Centre): Promise<Console> {
  const site = { ...centre.exchange.site, operators: { directory: 'operators.yaml' } };
  const desk = await centre.console(1, { site, operators: labDirectory, edges: [] });
  await expect(desk.window.getByRole('heading', { name: 'Plassen er ikke bemannet' })).toBeVisible();
  return desk;
}

const typed = async ({ keyboard }: Page, text: string): Promise<void> => {
  await keyboard.type(text);
  await keyboard.press('Enter');
};

/** The list has the keyboard, then the PIN. */
async function signIn({ window, log }: Console, name: string, pin: string): Promise<void> {
  const from = log.mark;
  await expect(window.getByRole('combobox', { name: 'Hvem er du?' })).toBeFocused();
  await typed(window, name);
  await expect(window.getByLabel(/^PIN for/)).toBeFocused();
  await typed(window, pin);
  await log.waitForAny(['signedIn', 'command.refused'], { from });
}

/** From part to part, as somebody does who has no mouse. */
async function tabTo(window: Page, what: Locator): Promise<void> {
  await what.waitFor();
  for (let presses = 0; presses < 40; presses += 1) {
    if (await what.evaluate((element) => element === document.activeElement)) return;
    await window.keyboard.press('Tab');
  }
  throw new Error('Tab does not reach it');
}

async function pressByKey(window: Page, name: string | RegExp): Promise<void> {
  await tabTo(window, window.getByRole('button', { name }));
  await window.keyboard.press('Enter');
}

const menu = ({ window }: Console): Locator => window.getByRole('button', { name: /^Plassmeny/ });

test('a shift begins and is handed over: a wrong PIN is told, and who waits keeps waiting and is answered by the next', async ({
  centre,
}) => {
  const desk = await staffedDesk(centre);
  expect(await centre.registrations('113')).toBe(0);
  await chooseDevice(desk, 'talk', 'Headset');
  await chooseDevice(desk, 'ring', 'Speaker');
  await desk.window.getByRole('combobox', { name: 'Hvem er du?' }).focus();
  await signIn(desk, 'Kari', '9999');
  await expect(desk.window.getByRole('region', { name: 'Pålogging' })).toContainText('Feil PIN. Prøv igjen.');
  await picture(desk.window, 'wrong-pin');
  expect(desk.log.all('signedIn')).toEqual([]);

  // The tones at the start of a shift: the ring device first, then the headset.
  const [ring, talk] = [desk.sound.speaker.mark, desk.sound.headset.mark];
  await typed(desk.window, labPins.kari);
  await desk.log.waitFor('signedIn', { where: ({ operator }) => operator?.id === 'kari' });
  await untilStrokes(desk.sound.speaker, 784, undefined, { mark: ring });
  expect(strokes(desk.sound.headset.since(talk), 784)).toEqual([]);
  await untilStrokes(desk.sound.headset, 784, undefined, { mark: talk });
  await desk.log.waitFor('becameReady');
  await registered(desk, centre.site, 1);
  await expect(menu(desk)).toContainText('Kari Nordmann');

  const caller = await centre.caller();
  const call = await waitingCall(desk, caller.number);
  const from = desk.log.mark;
  await desk.window.keyboard.press('F10');
  await pressByKey(desk.window, 'Vaktskifte');
  await signIn(desk, 'Ola', labPins.ola);
  await desk.log.waitFor('signedIn', { from, where: ({ operator }) => operator?.id === 'ola' });
  await expect(menu(desk)).toContainText('Ola Nordmann');
  await desk.window.keyboard.press('F1');
  await desk.log.waitFor('call.answered', { where: (event) => event.call === call });
  await bothHear(caller, desk);
  // The position never left the queue, and the caller never the line.
  for (const type of [
    'unregistered',
    'signedOut',
    'paused',
    'call.abandoned',
    'call.answeredElsewhere',
  ] as const)
    expect(desk.log.all(type, undefined, from), type).toEqual([]);
  expect(desk.log.all('call.waiting', (event) => event.call === call)).toHaveLength(1);
  await desk.window.keyboard.press('F12');
  expect(await caller.ended()).toBe('peer');
});

test('another role, and signing out, as the last who is ready: the first press says so, the second does it', async ({
  centre,
}) => {
  const desk = await staffedDesk(centre);
  const { window, log } = desk;
  await signIn(desk, 'Kari', labPins.kari);
  await registered(desk, centre.site, 1);
  await window.keyboard.press('F10');
  await pressByKey(window, 'Bytt til Ressurskoordinator');
  await expect(
    window.getByRole('alert').filter({ hasText: 'Trykk én gang til for å bytte likevel.' }),
  ).toBeVisible();
  await picture(window, 'last-ready-role');
  expect(log.all('roleChanged')).toEqual([]);
  await window.keyboard.press('Escape');
  await expect(
    window.getByRole('button', { name: 'Bytt til Ressurskoordinator', exact: true }),
  ).toBeVisible();
  await pressByKey(window, 'Bytt til Ressurskoordinator');
  await pressByKey(window, 'Bytt til Ressurskoordinator likevel');
  await log.waitFor('roleChanged', { where: (event) => event.from === 'medical' });
  await expect.poll(() => centre.registrations('116117')).toBe(0);
  expect(await centre.registrations('113')).toBe(1);

  await pressByKey(window, 'Logg ut');
  await expect(
    window.getByRole('alert').filter({ hasText: 'Trykk én gang til for å logge ut likevel.' }),
  ).toBeVisible();
  expect(
    log.all(
      'signedOut',
      undefined,
      log.events.findIndex(({ type }) => type === 'signedIn'),
    ),
  ).toEqual([]);
  await pressByKey(window, 'Logg ut likevel');
  await log.waitFor('signedOut', { from: log.events.findIndex(({ type }) => type === 'signedIn') });
  await expect(window.getByRole('heading', { name: 'Plassen er ikke bemannet' })).toBeVisible();
  await expect.poll(() => centre.registrations('113')).toBe(0);
});
