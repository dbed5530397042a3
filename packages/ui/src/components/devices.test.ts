import { expect, it } from 'vitest';
import { createTexts } from '../messages/index.ts';
import { headset, light, pedal } from '../testing/devices.ts';
import {
  abilityWords,
  actionWords,
  buttonWords,
  lampWords,
  problemOfButton,
  testedWords,
  troubleWords,
} from './devices.ts';

const texts = createTexts('nb');

it('names buttons and actions, and shows what it has no words for', () => {
  expect(buttonWords('headset.hook', texts)).toBe('Svarknapp');
  expect(buttonWords('pedal.hand', texts)).toBe('Pedal hand');
  expect(buttonWords('headset.wink', texts)).toBe('wink');
  expect(actionWords('queue.answerNext', texts)).toBe('Besvar neste');
  expect(actionWords('radio.talk', texts)).toBe('radio.talk');
  expect(problemOfButton('twice', texts)).toBe('En annen knapp gjør det samme.');
  expect(problemOfButton('odd', texts)).toBe('Valget virker ikke: odd');
});

it('names lamps, and asks whether they are seen or heard', () => {
  expect(lampWords('offHook', texts)).toBe('Samtale');
  expect(lampWords('sparkle', texts)).toBe('sparkle');
  expect(testedWords('ring', 'Jabra', texts)).toBe('Ring på Jabra blinker nå: ser du den?');
  expect(testedWords('ringer', 'Jabra', texts)).toBe('Ringelyd på Jabra går nå: hører du den?');
});

it('says what a device can do', () => {
  expect(abilityWords(headset, 4, texts)).toBe('4 knapper · lyser for: samtale, ringer, dempet');
  expect(abilityWords(pedal, 1, texts)).toBe('1 pedal');
  expect(abilityWords(light, 0, texts)).toBe('Lyser i farge etter samtalen');
});

it('says what is wrong and what to do', () => {
  expect(troubleWords(headset, texts)).toBeUndefined();
  expect(troubleWords({ ...headset, state: 'unreadable', why: 'permission' }, texts)).toContain(
    'Hodesettet er funnet, men kan ikke leses. Installer regelen 73-samband-hid.rules (se docs/hid.md)',
  );
  expect(troubleWords({ ...pedal, state: 'unreadable', why: 'busy' }, texts)).toContain(
    'Fotpedalen er funnet',
  );
  expect(troubleWords({ ...light, state: 'unreadable' }, texts)).toContain('svarer ikke');
  expect(troubleWords({ ...headset, state: 'contended' }, texts)).toContain(
    'Et annet program bruker hodesettet',
  );
});
