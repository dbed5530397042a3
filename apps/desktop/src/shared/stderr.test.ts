import { expect, it } from 'vitest';
import { stderrLogger } from './stderr.ts';

it('writes one line for what somebody should know, and nothing for the rest', () => {
  const texts: string[] = [];
  const logger = stderrLogger({ write: (text) => texts.push(text) });
  logger.debug('a');
  logger.info('b');
  logger.warn('c', { code: 'x' });
  logger.error('d');
  expect(texts).toEqual(['c {"code":"x"}\n', 'd {}\n']);
});
