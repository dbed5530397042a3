import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits, readMessage, readWreck, valueOf, valuesOf } from './message.ts';

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
    ['OPTIONS sip:a@b SIP/2.0\r\nX: y', 'headers'],
    [`OPTIONS sip:a@b SIP/2.0\r\nX: ${'y'.repeat(limits.head)}\r\n\r\n`, 'tooLarge'],
    [options([], 'x'.repeat(limits.bytes)), 'tooLarge'],
    [options([], 'æ'.repeat(limits.bytes / 2)), 'tooLarge'],
  ])('names what it cannot read: %j', (text, why) => {
    expect(readMessage(text)).toBe(why);
  });

  it.each([
    [' folded first'],
    ['no colon'],
    ['Bad Name: x'],
    [': no name'],
    [`${'N'.repeat(129)}: x`],
    ['no colon', ' and more of it'],
  ])('leaves out a line that it cannot read, and what is folded under it: %s', (...lines) => {
    const message = readMessage(options([...lines, 'Subject: x'], 'body'));
    if (typeof message === 'string') throw new Error(message);
    expect(message.headers).toEqual([['Subject', 'x']]);
    expect(message.body).toBe('body');
    expect(message.skipped).toHaveLength(lines.length);
  });

  it('keeps what is needed however many headers there are, and a bounded number of the rest', () => {
    const many = Array.from({ length: 2000 }, (_, n) => `X-${n}: y`);
    const message = readMessage(options([...many, 'To: <sip:a@b>']));
    if (typeof message === 'string') throw new Error(message);
    expect(message.headers).toHaveLength(limits.headers + 1);
    expect(valueOf(message, 'to')).toBe('<sip:a@b>');
    expect(message.skipped?.length).toBeLessThan(20);
  });

  it('makes a blank of a NUL, or a bare line feed or carriage return in a line: none becomes a header', () => {
    const message = readMessage(
      options(['From: "a\nP-Asserted-Identity: <tel:1>" <sip:a@b>', 'Subject: a\0b\rc']),
    );
    expect(message).toMatchObject({
      headers: [
        ['From', '"a P-Asserted-Identity: <tel:1>" <sip:a@b>'],
        ['Subject', 'a b c'],
      ],
    });
  });

  it('reads lines that all end in LF alone, and blanks at the end of the start line', () => {
    expect(readMessage('OPTIONS sip:a@b SIP/2.0 \t\nTo: x\n y\n\nbody\n')).toEqual({
      start: { kind: 'request', method: 'OPTIONS', uri: 'sip:a@b', version: 'SIP/2.0' },
      headers: [['To', 'x y']],
      body: 'body\n',
    });
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        readMessage(text);
        readMessage(`INVITE ${text} SIP/2.0\r\n${text}\r\n\r\n${text}`);
        readWreck(text);
        readWreck(`INVITE ${text}\r\nVia: ${text}`);
      }),
    );
  });
});

describe('readWreck', () => {
  it('gives what a refusal needs of a request that cannot be read', () => {
    const wreck = readWreck('INVITE sip:a@b\r\nVia: v\r\nFrom: f\r\nTo: half a li');
    expect(wreck).toMatchObject({ start: { method: 'INVITE' }, body: '' });
    expect(wreck?.headers).toEqual([
      ['Via', 'v'],
      ['From', 'f'],
    ]);
  });

  it.each(['', '\r\n', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 'SIP/2.0 4294967301 x\r\nVia: x\r\n\r\n'])(
    'is nothing where there is no request to refuse: %j',
    (text) => {
      expect(readWreck(text)).toBeUndefined();
    },
  );
});
