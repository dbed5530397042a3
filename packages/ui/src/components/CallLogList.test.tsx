// @vitest-environment happy-dom
import type { CallLogEntry, CallLogPage } from '@samband/telephony/contract';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { activeCall, event, info } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

/** The clock of the tests stands at 1 000 s of 1970. */
const today = 900_000;
const entry = (call: string, more: Partial<CallLogEntry> = {}): CallLogEntry => ({
  call,
  direction: 'incoming',
  caller: { number: '+4790123456', withheld: false, assertedBy: 'network' },
  dialled: '113',
  queue: '113',
  outcome: 'answered',
  at: today,
  role: 'medical',
  ...more,
});
const page = (entries: readonly CallLogEntry[], more: Partial<CallLogPage> = {}): CallLogPage => ({
  entries: [...entries],
  more: false,
  damaged: false,
  ...more,
});
function open(answer: (query: unknown) => unknown, snapshot: Parameters<typeof renderConsole>[0] = {}) {
  const callLog = vi.fn<(query: unknown) => Promise<unknown>>((query) => Promise.resolve(answer(query)));
  return { ...renderConsole(snapshot, { ...info, place: { tab: 'log' } }, { callLog }), callLog };
}
const log = () => within(screen.getByRole('search', { name: 'Logg' }));
const row = async (text: string | RegExp) =>
  within((await log().findByText(text)).closest('li') ?? document.body);

it('says how each call went, with note, newest first', async () => {
  open(() =>
    page([
      entry('a', { waited: 4000, talked: 102_000, note: 'Brystsmerter' }),
      entry('b', { outcome: 'abandoned', waited: 7000 }),
      entry('c', { outcome: 'elsewhere' }),
      entry('d', { outcome: 'broke', talked: 300 }),
      entry('e', { direction: 'outgoing', dialled: '22550100', outcome: 'noAnswer' }),
      entry('f', { outcome: 'missed' }),
      entry('g', { outcome: 'open' }),
    ]),
  );
  const first = await row('besvart etter 4 s, varte 1 min 42 s');
  expect(first.getByText('+47 901 23 456')).toBeDefined();
  expect(first.getByText('Brystsmerter')).toBeDefined();
  expect(log().getByRole('group', { name: 'i dag' })).toBeDefined();
  const words = log()
    .getAllByRole('listitem')
    .map((item) => item.querySelector('b')?.textContent);
  expect(words.slice(1)).toEqual([
    'ga opp etter 7\u00a0s',
    'besvart av annen plass',
    'brutt etter svar',
    'ikke svar',
    'kan ha mistet anropet',
    'slutten er ukjent',
  ]);
});

it('calls back: as somebody of the unanswered list where the call is there', async () => {
  const caller = { number: '+4790555111', withheld: false, assertedBy: 'network' } as const;
  const { port } = open(
    () =>
      page([
        entry('u1', { caller, outcome: 'abandoned' }),
        entry('o1', { direction: 'outgoing', dialled: '4101', caller: { ...caller, number: '4101' } }),
        entry('x1', { caller: { withheld: true, assertedBy: 'none' } }),
      ]),
    { unanswered: [{ call: 'u1', caller, kind: 'abandoned', at: 1, waited: 1 }] },
  );
  fireEvent.click((await row('+47 905 55 111')).getByRole('button', { name: 'Ring +47 905 55 111' }));
  fireEvent.click(log().getByRole('button', { name: 'Ring 4101' }));
  fireEvent.click(log().getByRole('button', { name: 'Ring Skjult nummer' }));
  expect(port.commands()).toMatchObject([
    { type: 'unanswered.callBack', call: 'u1' },
    { type: 'call.dial', target: '4101' },
  ]);
});

it('is searched, and says when nothing is found', async () => {
  const { callLog } = open((query) => page((query as { text: string }).text === '' ? [entry('a')] : []));
  await row('+47 901 23 456');
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'kari' } });
  expect(await log().findByText('Ingen treff på «kari»')).toBeDefined();
  expect(callLog).toHaveBeenLastCalledWith({ text: 'kari', limit: 50 });
});

it('brings older calls at a press', async () => {
  open((query) =>
    (query as { before?: number }).before === undefined
      ? page([entry('a')], { more: true })
      : page([entry('b', { at: today - 1, note: 'eldre' })]),
  );
  fireEvent.click(await log().findByRole('button', { name: 'Vis flere' }));
  await row('eldre');
  expect(log().queryByRole('button', { name: 'Vis flere' })).toBeNull();
});

it('is read again when a call ends; a call that goes on is said to', async () => {
  let over = false;
  const { say, callLog } = open(() => page([entry('c1', { outcome: over ? 'answered' : 'open' })]), {
    calls: [activeCall('c1')],
  });
  await row('pågår nå');
  over = true;
  say(event('call.ended', 11, { by: 'peer', reason: '', talked: 1 }, { call: 'c1' }));
  await row('besvart');
  expect(callLog).toHaveBeenCalledTimes(2);
});

it('says that it cannot be read, or not whole, and tries again', async () => {
  let given: unknown = { nonsense: true };
  open(() => given);
  await log().findByText(/^Samtaleloggen kan ikke leses nå/);
  given = page([], { damaged: true });
  fireEvent.click(log().getByRole('button', { name: 'Prøv igjen' }));
  await waitFor(() => expect(log().queryByText(/^Samtaleloggen kan ikke/)).toBeNull());
  expect(log().getByText(/^En del av loggen kunne ikke leses/)).toBeDefined();
  expect(log().getByText('Ingen anrop i loggen')).toBeDefined();
});
