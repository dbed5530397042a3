import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits, readMessage, valueOf, valuesOf } from './message.ts';

const options = (headers: readonly string[], body = ''): string =>
  ['OPTIONS sip:a@b SIP/2.0', ...headers, '', body].join('\r\n');

describe('readMessage', () => {
  it('cuts a request and joins folded lines', () => {
    const message = readMessage(options(['f: <sip:a@b>', ' ;tag=1', 'Subject : x'], 'body'));
    expect(message).toEqual({
      start: { kind: 'request', method: 'OPTIONS', uri: 'sip:a@b', version: 'SIP/2.0' },
      headers: [
        ['f', '<sip:a@b> ;tag=1'],
        ['Subject', 'x'],
      ],
      body: 'body',
    });
    if (typeof message === 'string') throw new Error(message);
    expect(valueOf(message, 'from')).toBe('<sip:a@b> ;tag=1');
    expect(valuesOf(message, 'via')).toEqual([]);
  });

  it('reads responses without a reason phrase', () => {
    expect(readMessage('SIP/2.0 200\r\n\r\n')).toMatchObject({ start: { status: 200, reason: '' } });
  });

  it.each([
    ['', 'headers'],
    ['\r\n\r\n', 'headers'],
    ['hello\r\n\r\n', 'startLine'],
    ['OPTIONS sip:a@b\r\n\r\n', 'startLine'],
    [options([' folded first']), 'headers'],
    [options(['no colon']), 'headers'],
    [options(['Bad Name: x']), 'headers'],
    [options(['Subject: a\nb']), 'headers'],
    [options(['Subject: a\0b']), 'headers'],
    [options(Array.from({ length: limits.headers + 1 }, () => 'X: y')), 'tooManyHeaders'],
    [options([], 'x'.repeat(limits.bytes)), 'tooLarge'],
    [options([], 'æ'.repeat(limits.bytes / 2)), 'tooLarge'],
  ])('names what it cannot read: %j', (text, why) => {
    expect(readMessage(text)).toBe(why);
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        readMessage(text);
        readMessage(`INVITE ${text} SIP/2.0\r\n${text}\r\n\r\n${text}`);
      }),
    );
  });
});
