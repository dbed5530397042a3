// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { activeCall, event, info, shellOf, siteData, waitingCall } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';
import { App } from './App.tsx';

afterEach(cleanup);

const button = (name: string) => screen.getByRole('button', { name });
const region = (name: string) => within(screen.getByRole('region', { name }));
const press = (name: string) => fireEvent.click(button(name));

describe('the queue', () => {
  it('shows who waits, in order, and Besvar neste says whom it takes', () => {
    const { port } = renderConsole({
      waiting: [
        waitingCall('w2', {
          priority: 1,
          caller: { name: 'Ambulanse 4-1', withheld: false, assertedBy: 'network' },
        }),
        waitingCall('w1', { caller: { number: '+4790123456', withheld: true, assertedBy: 'network' } }),
      ],
    });
    const rows = within(screen.getByRole('list', { name: 'Kø' })).getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining('+47 901 23 456Skjult nummer'),
      expect.stringContaining('Ambulanse 4-1'),
    ]);
    expect(region('Kø').getByText('2 venter')).toBeDefined();
    press('Besvar neste');
    expect(port.commands()).toMatchObject([{ type: 'queue.answerNext' }]);
  });

  it('lets any row be taken, and hidden, and shown again', () => {
    const { port, say } = renderConsole({ waiting: [waitingCall('w1')] });
    press('Besvar +47 901 23 456, 113');
    press('Skjul +47 901 23 456');
    say(event('call.hidden', 11, {}, { call: 'w1' }));
    expect(screen.queryByRole('button', { name: 'Skjul +47 901 23 456' })).toBeNull();
    press('1 skjult');
    press('Vis igjen +47 901 23 456');
    expect(port.commands().map((command) => command.type)).toEqual([
      'queue.answer',
      'queue.hide',
      'queue.unhide',
    ]);
  });

  it('flashes a row past its limit until its alarm is acknowledged', () => {
    const { advance, say } = renderConsole({ waiting: [waitingCall('w1')] });
    const row = () => screen.getByRole('list', { name: 'Kø' }).firstElementChild as HTMLElement;
    advance(10_000);
    expect(row().dataset['late']).toBe('false');
    advance(1000);
    expect(row().dataset).toMatchObject({ late: 'true', flashing: 'true' });
    expect(within(row()).getByText('0:11')).toBeDefined();
    const alarm = {
      id: 'a1',
      rank: 1,
      kind: 'call.late',
      call: 'w1',
      since: 1,
      acknowledged: false,
    } as const;
    say(event('alarm.raised', 11, { alarm }));
    say(event('alarm.acknowledged', 12, { alarm: 'a1' }));
    expect(row().dataset).toMatchObject({ late: 'true', flashing: 'false' });
  });

  it('tells a screen reader of a new call by its line, never by its number', () => {
    const { say } = renderConsole();
    const { call, hidden: _h, withdrawn: _w, ...payload } = waitingCall('w1');
    say(event('call.waiting', 11, payload, { call }));
    expect(screen.getByTestId('queue-announcer').textContent).toBe('Nytt anrop: 113. 1 venter.');
  });

  it('never says that nobody waits unless it knows', () => {
    const { gone } = renderConsole();
    expect(region('Kø').getByText('Ingen venter')).toBeDefined();
    gone();
    expect(region('Kø').getByText('Ukjent: telefonien hentes tilbake')).toBeDefined();
    cleanup();
    renderConsole({ outageSince: 5 });
    expect(region('Kø').getByText('Ukjent: ingen forbindelse til sentralen')).toBeDefined();
    cleanup();
    renderConsole({ position: { number: 3, role: 'medical', state: 'paused', since: 1 } });
    expect(region('Kø').getByText(/^Pause:/)).toBeDefined();
  });

  it('draws again only the row that changed', () => {
    const rows = Array.from({ length: 200 }, (_, index) => waitingCall(`w${index}`, { priority: index }));
    const { say } = renderConsole({ waiting: rows });
    const list = screen.getByRole('list', { name: 'Kø' });
    const seen: Node[] = [];
    const observer = new MutationObserver((records) => seen.push(...records.map((record) => record.target)));
    observer.observe(list, { subtree: true, childList: true, characterData: true, attributes: true });
    say(event('call.updated', 11, { withdrawn: true }, { call: 'w3' }));
    for (const record of observer.takeRecords()) seen.push(record.target);
    observer.disconnect();
    const touched = new Set(seen.map((node) => [...list.children].findIndex((row) => row.contains(node))));
    expect([...touched]).toEqual([3]);
  });
});

describe('unanswered', () => {
  const item = {
    call: 'u1',
    caller: { number: '+4790555111', withheld: false, assertedBy: 'network' },
    queue: '113',
    at: 1_000_000,
    waited: 7000,
  } as const;

  it('says how each was lost, and calls back', () => {
    const { port } = renderConsole({
      unanswered: [
        { ...item, kind: 'abandoned' },
        { ...item, call: 'u2', kind: 'broke' },
        { ...item, call: 'u3', kind: 'possiblyMissed', caller: { withheld: true, assertedBy: 'none' } },
      ],
    });
    const list = region('Ubesvarte');
    expect(list.getByText('113 · ga opp etter 7 s')).toBeDefined();
    expect(list.getByText('113 · brutt etter svar')).toBeDefined();
    expect(list.getByText('113 · kan ha mistet anropet')).toBeDefined();
    const [first] = list.getAllByRole('button', { name: 'Ring tilbake +47 905 55 111' });
    if (first) fireEvent.click(first);
    fireEvent.click(list.getByRole('button', { name: 'Ring tilbake Skjult nummer' }));
    expect(port.commands()).toMatchObject([{ type: 'unanswered.callBack', call: 'u1' }]);
  });

  it('is removed only with a reason', () => {
    const { port } = renderConsole({ unanswered: [{ ...item, kind: 'abandoned' }] });
    press('Fjern +47 905 55 111');
    expect(port.commands()).toEqual([]);
    press('Feilringing');
    expect(port.commands()).toMatchObject([{ type: 'unanswered.dismiss', call: 'u1', reason: 'wrong' }]);
  });
});

describe('a call', () => {
  const held = { operator: true, peer: false };

  it('says how old a position is by the exchange’s clock, and how long the call is by no wall clock', () => {
    const measured = new Date(1_000_000 - 3_600_000 - 8000).toISOString();
    const { advance, setWall } = renderConsole({
      clockSkewMs: 3_600_000,
      calls: [
        activeCall('c1', {
          upSinceMono: 1_000_000,
          locations: [{ civic: 'Fjellveien 31', source: 'AML', measured }],
        }),
      ],
    });
    const card = within(screen.getByRole('article', { name: 'Samtale med +47 912 34 567' }));
    expect(card.getByText('kilde: AML · 8 s siden')).toBeDefined();
    setWall(-300_000);
    advance(5000);
    expect(card.getByRole('timer').textContent).toBe('00:05');
  });

  it('shows who, how long, where, how well, and its presses', () => {
    const { port, advance } = renderConsole({
      calls: [
        activeCall('c1', {
          upSinceMono: 1_000_000,
          waited: 4000,
          queue: '113',
          locations: [{ civic: 'Fjellveien 31', radius: 12, source: 'AML' }],
          quality: { heard: 4, beingHeard: 1, mos: 4, rttMs: 1, lossShare: 0, jitterMs: 1 },
        }),
      ],
    });
    advance(102_000);
    const card = within(screen.getByRole('article', { name: 'Samtale med +47 912 34 567' }));
    expect(card.getByRole('timer').textContent).toBe('01:42');
    expect(card.getByText('113 · besvart etter 4 s')).toBeDefined();
    expect(card.getByText('Fjellveien 31')).toBeDefined();
    expect(card.getByText('±12 m · kilde: AML · alder ukjent')).toBeDefined();
    expect(card.getByText('Lydlogg ikke bekreftet')).toBeDefined();
    expect(card.getByRole('meter', { name: 'Du blir hørt' }).getAttribute('aria-valuetext')).toBe('dårlig');
    for (const name of ['Demp', 'Vent', 'Legg på']) fireEvent.click(card.getByRole('button', { name }));
    expect(port.commands().map((command) => command.type)).toEqual(['call.mute', 'call.hold', 'call.hangUp']);
  });

  it('says when the microphone is muted and when there is no sound', () => {
    const { say } = renderConsole({
      calls: [activeCall('c1', { silent: { heard: true, beingHeard: true } })],
    });
    expect(screen.getByText(/^Du hører ingenting/)).toBeDefined();
    expect(screen.getByText(/^Du blir ikke hørt/)).toBeDefined();
    say(event('call.muted', 11, { on: true }, { call: 'c1' }));
    expect(screen.getByText(/^Mikrofonen er dempet/)).toBeDefined();
    expect(screen.queryByText(/^Du blir ikke hørt/)).toBeNull();
    expect(button('Demp').getAttribute('aria-pressed')).toBe('true');
  });

  it('sends tones from its keypad and shows what was sent', () => {
    const { port } = renderConsole({ calls: [activeCall('c1')] });
    press('Tall');
    press('Tall 7');
    press('Firkant');
    expect(port.commands()).toMatchObject([{ digits: '7' }, { digits: '#' }]);
    expect(screen.getByText('Sendt: 7#')).toBeDefined();
  });

  it('on hold is listed and taken back', () => {
    const { port } = renderConsole({ calls: [activeCall('c1', { held, heldSinceMono: 1_000_000 })] });
    const list = within(screen.getByRole('list', { name: 'På vent' }));
    expect(list.getByText('vent 0:00')).toBeDefined();
    press('Hent tilbake +47 912 34 567');
    expect(port.commands()).toMatchObject([{ type: 'call.resume', call: 'c1' }]);
  });

  it('that is over says how it ended', () => {
    const { say } = renderConsole({ calls: [activeCall('c1')] });
    say(event('call.ended', 11, { by: 'network', reason: '', talked: 65_000 }, { call: 'c1' }));
    expect(screen.getByText(/Forbindelsen ble brutt .* varte 1 min 5 s/)).toBeDefined();
  });
});

describe('ringing out', () => {
  it('dials what was typed, without the signs for the eye, and the quick keys that have a target', () => {
    const { port } = renderConsole();
    fireEvent.change(screen.getByRole('textbox', { name: 'Nummer' }), { target: { value: '901 23 456' } });
    press('Ring');
    press('Ring 110 Brann');
    expect(port.commands()).toMatchObject([{ target: '90123456' }, { target: 'sip:110@nordvik.example' }]);
    expect(screen.queryByRole('button', { name: 'Ring Tolk' })).toBeNull();
  });
});

describe('the position', () => {
  it('asks for a second press where the engine says so', () => {
    const { port, reply } = renderConsole();
    press('Ta pause');
    reply(false, 'position.lastReady');
    expect(screen.getByText(/Du er siste ledige plass/)).toBeDefined();
    press('Ta pause likevel');
    expect(port.commands().at(-1)).toMatchObject({ type: 'position.pause', confirmed: true });
  });

  it('is shown with site, number, role and lamps in words', () => {
    renderConsole({
      edges: [
        { name: 'A', state: 'connected', attempt: 0, registered: ['x'], proof: 'proven' },
        { name: 'B', state: 'connecting', attempt: 2, registered: [] },
      ],
    });
    const bar = within(screen.getByRole('banner'));
    expect(bar.getByRole('heading', { name: 'AMK Nordvik' })).toBeDefined();
    expect(bar.getByText('Plass 3')).toBeDefined();
    expect(bar.getByText('Medisinsk operatør')).toBeDefined();
    const lamps = bar.getAllByRole('listitem').map((lamp) => `${lamp.dataset['tone']} ${lamp.textContent}`);
    expect(lamps).toEqual([
      'ok Sentral A tilkoblet',
      'bad Sentral B kobler til igjen (2. forsøk)',
      'unknown Lydlogg ingen samtale',
    ]);
    expect(document.title).toBe('Samband – Plass 3');
  });

  it('bears the marks of an exercise and of the test runtime', () => {
    const exercise = { ...siteData, site: { ...siteData.site, exercise: true } };
    renderConsole({}, { ...info, site: exercise, runtime: { ...info.runtime, test: true } });
    expect(screen.getByText('ØVELSE')).toBeDefined();
    expect(screen.getByText('TEST')).toBeDefined();
    expect(document.title).toBe('ØVELSE – Samband – Plass 3');
  });
});

describe('alerts and sound', () => {
  it('are acknowledged by a press, and spoken at once when they are of the first rank', () => {
    const alarm = { id: 'a1', rank: 1, kind: 'recording.missing', since: 1, acknowledged: false } as const;
    const { port } = renderConsole({ alarms: [alarm] });
    expect(
      screen.getByText('Samtalen blir ikke tatt opp i lydloggen.', { selector: '[role=alert]' }),
    ).toBeDefined();
    const [first] = screen.getAllByRole('button', { name: /^Kvitter: Samtalen/ });
    if (first) fireEvent.click(first);
    expect(port.commands()).toMatchObject([{ type: 'alarm.acknowledge', alarm: 'a1' }]);
  });

  it('a microphone that is gone is tried again by a press; devices are chosen and tested', () => {
    const { port } = renderConsole({
      microphone: 'missing',
      devices: [{ id: 's1', label: 'Høyttaler', kind: 'output' }],
      uses: { ring: { id: 'gone', label: 'Gammel', fellBack: true } },
    });
    const [retry] = screen.getAllByRole('button', { name: 'Prøv mikrofonen igjen' });
    if (retry) fireEvent.click(retry);
    const ring = screen.getByRole('combobox', { name: 'Ringing i' });
    expect(within(ring).getByRole('option', { name: 'Gammel (borte)' })).toBeDefined();
    fireEvent.change(ring, { target: { value: 's1' } });
    press('Lydvalg');
    press('Prøv ringetone');
    expect(port.commands()).toMatchObject([
      { type: 'device.retry' },
      { type: 'device.select', use: 'ring', device: 's1' },
      { type: 'device.test', use: 'ring' },
    ]);
  });

  it('the look is chosen and kept', () => {
    renderConsole();
    expect(document.documentElement.dataset['theme']).toBe('night');
    fireEvent.change(screen.getByRole('combobox', { name: 'Utseende' }), { target: { value: 'day' } });
    expect(document.documentElement.dataset['theme']).toBe('day');
  });
});

describe('pages in place of the console', () => {
  const { site: _site, ...bare } = info;

  it('a site file that is wrong: file, line, column, field, what is expected', () => {
    const problem = {
      kind: 'site',
      file: '/etc/s.yaml',
      line: 23,
      column: 5,
      path: 'queues.0.limit',
      expected: 'a number',
    };
    renderConsole({}, { ...bare, problem });
    expect(screen.getByRole('heading', { name: 'Anleggsfilen har en feil' })).toBeDefined();
    const facts = screen.getAllByRole('definition').map((fact) => fact.textContent);
    expect(facts).toEqual(['/etc/s.yaml', 'linje 23, kolonne 5', 'queues.0.limit', 'a number']);
  });

  it.each([
    [{ kind: 'siteMissing', file: '/etc/s.yaml' }, 'Anleggsfilen finnes ikke'],
    [{ kind: 'runtime' }, 'Testutgaven åpner bare øvelser'],
    [{ kind: 'position', count: 12 }, 'Plassnummeret finnes ikke'],
  ])('%o', (problem, title) => {
    renderConsole({}, { ...bare, problem });
    expect(screen.getByRole('heading', { name: title })).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Besvar neste' })).toBeNull();
  });

  it('a refused secret can be given anew without a restart, and the field does not take the focus', () => {
    const provide = vi.fn<(secret: string) => Promise<boolean>>(() => Promise.resolve(true));
    const edge = { name: 'A', state: 'connected' as const, attempt: 0, registered: [] };
    renderConsole(
      {
        edges: [
          { ...edge, refused: [{ aor: 'sip:pos3@nordvik.example', status: 403, reason: 'Forbidden' }] },
        ],
      },
      info,
      {
        provideSecret: provide,
      },
    );
    const field = screen.getByLabelText('Passord for plass 3');
    expect(document.activeElement).not.toBe(field);
    fireEvent.change(field, { target: { value: 'det nye' } });
    press('Lagre passord');
    expect(provide).toHaveBeenCalledExactlyOnceWith('det nye');
  });

  it('a refusal that no secret can mend asks for none', () => {
    const edge = { name: 'A', state: 'connected' as const, attempt: 0, registered: [] };
    renderConsole({
      edges: [{ ...edge, refused: [{ aor: 'sip:pos3@nordvik.example', status: 503, reason: 'Busy' }] }],
    });
    expect(screen.queryByLabelText('Passord for plass 3')).toBeNull();
  });

  it('a missing secret is asked for, handed on once, and a refusal is told', async () => {
    const provide = vi.fn<(secret: string) => Promise<boolean>>(() => Promise.resolve(false));
    renderConsole(
      {},
      { ...bare, secret: 'missing', problem: { kind: 'secret' } },
      { provideSecret: provide },
    );
    const field = screen.getByLabelText<HTMLInputElement>('Passord for plass 3');
    fireEvent.change(field, { target: { value: 'hemmelig' } });
    press('Lagre passord');
    expect(provide.mock.calls).toEqual([['hemmelig']]);
    expect(field.value).toBe('');
    expect(await screen.findByText(/Passordet ble ikke tatt imot/)).toBeDefined();
  });

  it('surroundings that make no sense', () => {
    renderConsole({}, { nonsense: true });
    expect(screen.getByRole('heading', { name: 'Skjermen kunne ikke starte' })).toBeDefined();
  });

  it('give way when the trouble is over, with the keys working from then on', () => {
    const { console, port } = renderConsole({}, { ...bare, problem: { kind: 'secret' } });
    fireEvent.keyDown(document.body, { key: 'F1' });
    act(() => console.setInfo(info));
    fireEvent.keyDown(document.body, { key: 'F1' });
    expect(port.commands().map((command) => command.type)).toEqual(['queue.answerNext']);
  });
});

it('says that it starts until it is told anything', () => {
  const { console } = renderConsole({}, info);
  cleanup();
  console.store.setState({ info: undefined, site: undefined });
  const ticker = { wall: () => 0, mono: () => 0, subscribe: () => () => undefined };
  render(<App console={console} ticker={ticker} shell={shellOf()} />);
  expect(screen.getByText('Starter …')).toBeDefined();
});
