import { expect, it } from 'vitest';
import { quietLog } from '../parties/fakes.ts';
import { boundedLines } from './lines.ts';

function sinkOf() {
  const texts: string[] = [];
  let fail: (error: Error) => void = () => undefined;
  let ended = 0;
  const sink = {
    write: (text: string) => texts.push(text),
    end: () => (ended += 1),
    on: (_event: 'error', listener: (error: Error) => void) => (fail = listener),
  };
  return { sink, texts, ended: () => ended, fail: (error: Error) => fail(error) };
}

it('writes one object a line, until it is closed', () => {
  const { sink, texts, ended } = sinkOf();
  const lines = boundedLines(sink, quietLog());
  lines.write({ type: 'ended', heard: true });
  lines.close();
  lines.write({ type: 'late' });
  expect([texts, ended()]).toEqual([['{"type":"ended","heard":true}\n'], 1]);
});

it('stops with one word to the log when the file is full or cannot be written', () => {
  const { sink, texts } = sinkOf();
  const log = quietLog();
  const lines = boundedLines(sink, log);
  const text = 'x'.repeat(1024 * 1024);
  for (let line = 0; line < 30; line += 1) lines.write({ text });
  expect(texts).toHaveLength(19);
  expect(log.warn).toHaveBeenCalledTimes(1);

  const other = sinkOf();
  const quiet = quietLog();
  const broken = boundedLines(other.sink, quiet);
  other.fail(Object.assign(new Error('disk'), { code: 'ENOSPC' }));
  broken.write({ type: 'ended' });
  expect([other.texts, quiet.warn.mock.calls]).toEqual([
    [],
    [['the parties are not written down any more', { why: 'ENOSPC' }]],
  ]);
});
