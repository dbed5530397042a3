import { expect, it, vi } from 'vitest';
import { pageLogger } from './logger.ts';

it('writes lines that main recognises', () => {
  const page = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
  pageLogger(page).warn('edge lost', { edge: 'A' });
  expect(page.warn).toHaveBeenCalledWith('samband {"message":"edge lost","edge":"A"}');
});
