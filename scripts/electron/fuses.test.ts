import { expect, it } from 'vitest';
import { readFuses, setFuses } from './fuses.ts';

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

it('reads what is set, removed and not there', () => {
  const binary = wire();
  binary[binary.indexOf('10001010') + 7] = 'r'.charCodeAt(0);
  expect(readFuses(binary)).toEqual({
    runAsNode: true,
    enableCookieEncryption: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: false,
    loadBrowserProcessSpecificV8Snapshot: true,
    grantFileProtocolExtraPrivileges: undefined,
  });
  binary[binary.indexOf('1000101r') - 1] = 1;
  expect(readFuses(binary)).toMatchObject({ runAsNode: true, enableCookieEncryption: undefined });
});
