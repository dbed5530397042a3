import { expect, it } from 'vitest';
import { setFuses } from './fuses.ts';

const wire = (version = 1) =>
  Buffer.concat([
    Buffer.from('before'),
    Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
    Buffer.from([version, 8]),
    Buffer.from('10001010'),
    Buffer.from('after'),
  ]);

it('sets the fuses it is told to and no other byte', () => {
  const binary = wire();
  setFuses(binary, { enableNodeCliInspectArguments: true, loadBrowserProcessSpecificV8Snapshot: false });
  expect(binary.toString('latin1').slice(-13)).toBe('10011000after');
  expect(binary).toHaveLength(wire().length);
});

it('refuses a binary it does not know', () => {
  expect(() => setFuses(wire(2), {})).toThrow('version 2');
  expect(() => setFuses(Buffer.from('nothing'), {})).toThrow('no single fuse wire');
  expect(() => setFuses(Buffer.concat([wire(), wire()]), {})).toThrow('no single fuse wire');
});
