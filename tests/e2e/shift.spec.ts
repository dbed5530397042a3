import type { Party } from '../support/callers/caller.ts';
import type { Console } from '../support/position/console.ts';
import { expect, test } from './fixtures.ts';
import type { Centre } from './fixtures.ts';
import { keyboard, reader, touch } from './shift/hands.ts';
import type { Hands } from './shift/hands.ts';
import { runShift, siteOfShift } from './shift/shift.ts';
import { treeOf } from './shift/tree.ts';

const calls = 20;

async function threeDesks(centre: Centre): Promise<Console[]> {
  const site = siteOfShift(centre.exchange.site);
  const desks: Console[] = [];
  // One after the other: three programs that start at once on two cores take longer.
  for (const position of [1, 2, 3]) {
    const desk = await centre.console(position, { site });
    desks.push(desk);
    // Nobody calls a desk that is still being set up.
    await desk.log.waitFor('screen.attached');
    await desk.log.waitFor('microphone', { where: ({ state }) => state === 'open' });
  }
  return desks;
}

/** Every caller was helped once, by one operator, and no screen says otherwise. */
async function expectAllHelped(desks: readonly Console[], answeredBy: Map<string, number>): Promise<void> {
  expect(answeredBy.size).toBe(calls);
  const answers = desks.flatMap(({ log }) => log.all('call.answered').map(({ call }) => call ?? ''));
  expect(new Set(answers).size, 'no call is answered twice').toBe(answers.length);
  expect(answers).toHaveLength(calls);
  const categories = new Set(
    desks.flatMap(({ log }) => log.all('call.waiting').map(({ category }) => category)),
  );
  expect([...categories].sort()).toEqual(['ambulance', 'doctor', 'emergency', 'health', 'office', 'public']);
  for (const { log, window } of desks) {
    // What was on a screen left it as answered, here or elsewhere.
    for (const call of new Set(log.all('call.waiting').map((event) => event.call)))
      await log.waitForAny(['call.answered', 'call.answeredElsewhere'], {
        where: (event) => event.call === call,
      });
    expect(log.all('call.abandoned')).toEqual([]);
    expect(log.all('call.brokeAfterAnswer')).toEqual([]);
    await expect(window.getByRole('region', { name: 'Kø', exact: true })).toContainText('Ingen venter');
    await expect(window.getByRole('region', { name: 'Ubesvarte' })).toContainText('Ingen ubesvarte anrop');
  }
}

/** As the screen writes it. */
const digitsOf = ({ number }: Party): string => number.slice(3).replace(/(\d{3})(\d{2})(\d{3})/, '$1 $2 $3');

/** The card bears the number of the one who is heard. */
async function cardShows({ window }: Console, caller: Party): Promise<void> {
  await expect(window.locator('article[data-current="true"]')).toContainText(digitsOf(caller));
}

async function treeShows({ window }: Console, caller: Party): Promise<void> {
  const article = { role: 'article', name: expect.stringContaining(digitsOf(caller)) };
  await expect.poll(() => treeOf(window)).toEqual(expect.arrayContaining([expect.objectContaining(article)]));
  const tree = await treeOf(window);
  const pressable = /^(button|ToggleButton|tab|combobox|textbox|link|checkbox|radio|slider)$/i;
  expect(tree.filter(({ role, name }) => pressable.test(role) && name === '')).toEqual([]);
  for (const name of ['Kø', 'Samtale', 'Ubesvarte'])
    expect(tree).toContainEqual(expect.objectContaining({ role: 'region', name }));
  // The queue is told politely, alarms at once.
  for (const live of ['polite', 'assertive']) expect(tree).toContainEqual(expect.objectContaining({ live }));
}

const shift = (hands: Hands, look: (desk: Console, caller: Party) => Promise<void>) =>
  async function run({ centre }: { centre: Centre }): Promise<void> {
    test.setTimeout(300_000);
    const desks = await threeDesks(centre);
    await expectAllHelped(desks, await runShift({ centre, desks, hands, calls, look }));
  };

test('a shift by keyboard: twenty calls of all categories, three operators', shift(keyboard, cardShows));

test('a shift by touch: twenty calls of all categories, three operators', shift(touch, cardShows));

test(
  'a shift by screen reader: the tree alone says who calls and bears every press',
  shift(reader, treeShows),
);
