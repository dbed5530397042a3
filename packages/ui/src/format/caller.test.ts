import { expect, it } from 'vitest';
import { createTexts } from '../messages/index.ts';
import { callerName, defaultNumbers, lineName } from './caller.ts';

const texts = createTexts('nb');
const caller = { withheld: false, assertedBy: 'network' } as const;

it('knows a caller by number, then name, then in words', () => {
  expect(callerName({ ...caller, number: '+4790123456', name: 'Kari' }, texts, defaultNumbers)).toBe(
    '+47 901 23 456',
  );
  expect(callerName({ ...caller, name: 'Ambulanse 4-1' }, texts, defaultNumbers)).toBe('Ambulanse 4-1');
  expect(callerName({ ...caller, withheld: true }, texts, defaultNumbers)).toBe('Skjult nummer');
  expect(callerName(caller, texts, defaultNumbers)).toBe('Ukjent nummer');
});

it('names the line', () => {
  expect(lineName({ queue: '113', dialled: '+47113' }, texts, defaultNumbers)).toBe('113');
  expect(lineName({ dialled: '22550100' }, texts, defaultNumbers)).toBe('22 55 01 00');
  expect(lineName({ dialled: '' }, texts, defaultNumbers)).toBe('Direkte anrop');
});
