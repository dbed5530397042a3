import { expect, it } from 'vitest';
import type { Caller } from '../contract/index.ts';
import { exampleSiteParsed } from '../testing/index.ts';
import { classify, queueOf, userOf } from './classify.ts';

const site = exampleSiteParsed();
const caller: Caller = { withheld: false, assertedBy: 'none' };

it('finds the queue by the user part of its address', () => {
  expect(queueOf(site, '113', false)?.id).toBe('113');
  expect(queueOf(site, 'sip:116117@10.0.0.1:5060;user=phone', false)?.id).toBe('116117');
  expect(queueOf(site, 'pos3', false)).toBeUndefined();
});

it('finds the queue in the address that an exchange rings everybody at, only then', () => {
  expect(queueOf(site, 'alarm-113', true)?.id).toBe('113');
  expect(queueOf(site, 'alarm-113', false)).toBeUndefined();
  expect(queueOf(site, 'alarm-1130', true)).toBeUndefined();
});

it('takes the first rule that hits, then the queue, then the least urgent', () => {
  const [emergency, publicQueue] = site.queues;
  expect(classify(site, emergency, caller).id).toBe('emergency');
  expect(classify(site, publicQueue, { ...caller, uri: 'sip:issi4711@radio' }).id).toBe('ambulance');
  expect(classify(site, publicQueue, caller).id).toBe('public');
  expect(classify(site, undefined, caller)).toMatchObject({ id: 'office', priority: 5 });
});

it('a rule that is no regular expression hits nobody', () => {
  const broken = exampleSiteParsed((input) => ({
    ...input,
    categories: input.categories.map((item) =>
      item.id === 'ambulance' ? { ...item, match: { caller: '(' } } : item,
    ),
  }));
  expect(classify(broken, broken.queues[1], { ...caller, number: '(' }).id).toBe('public');
});

it('reads users', () => {
  expect(['<sip:a@b>', 'tel:+47123', 'plain', 'sips:x'].map(userOf)).toEqual(['a', '+47123', 'plain', 'x']);
});
