import { expect, it } from 'vitest';
import { HidError } from '../error.ts';
import { failureOf } from './failure.ts';

it.each([
  [
    "cannot open device with path /dev/hidraw0: Failed to open a device with path '/dev/hidraw0': Permission denied",
    'hid.denied',
  ],
  [
    "cannot open device with path /dev/hidraw9: Failed to open a device with path '/dev/hidraw9': No such file or directory",
    'hid.gone',
  ],
  ['could not read from HID device: unexpected poll error (device disconnected)', 'hid.gone'],
  ['could not read from HID device: Input/output error', 'hid.gone'],
  ['open: CreateFile: (0x00000005) Access is denied.', 'hid.denied'],
  ['open: CreateFile: (0x00000002) The system cannot find the file specified.', 'hid.gone'],
  ['open: CreateFile: (0x00000020) The process cannot access the file.', 'hid.busy'],
  ['hid_open_path: failed to open IOHIDDevice: (0xE00002E2) (iokit/common) not permitted', 'hid.denied'],
  ['hid_open_path: failed to open IOHIDDevice: (0xE00002C5) (iokit/common) exclusive access', 'hid.busy'],
  ['something else', 'hid.failed'],
])('%s', (words, code) => {
  expect(failureOf(words, 'hid.failed').code).toBe(code);
  expect(failureOf(new Error(words), 'hid.failed').code).toBe(code);
});

it('leaves an error of ours as it is', () => {
  const error = new HidError('hid.closed');
  expect(failureOf(error, 'hid.failed')).toBe(error);
});
