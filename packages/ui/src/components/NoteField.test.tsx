// @vitest-environment happy-dom
import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { activeCall, event } from '../testing/console.ts';
import { renderConsole } from '../testing/render.tsx';

afterEach(cleanup);

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Notat om +47 912 34 567' });
const write = (value: string) => fireEvent.change(field(), { target: { value } });
const over = (seq: number) =>
  event('call.ended', seq, { by: 'peer', reason: '', talked: 65_000 }, { call: 'c1' });
const noted = (text: string, seq: number) => event('call.noted', seq, { text }, { call: 'c1' });
const card = () => within(screen.getByRole('article'));
const last = () => within(screen.getByRole('region', { name: 'Forrige samtale' }));

describe('the note of a call', () => {
  it('has the keyboard at its key, saves itself, and says so', () => {
    const { key, advance, port, say, reply } = renderConsole({ calls: [activeCall('c1')] });
    key('F5');
    expect(document.activeElement).toBe(field());
    write('Brystsmerter');
    expect(card().getByText('Ikke lagret ennå')).toBeDefined();
    advance(1000);
    expect(card().getByText('Lagrer …')).toBeDefined();
    expect(port.commands()).toMatchObject([{ type: 'call.note', call: 'c1', text: 'Brystsmerter' }]);
    reply(true);
    say(noted('Brystsmerter', 11));
    expect(card().getByText('Lagret')).toBeDefined();
    expect(field().value).toBe('Brystsmerter');
  });

  it('is saved when the field is left, without waiting', () => {
    const { port } = renderConsole({ calls: [activeCall('c1')] });
    write('a');
    fireEvent.blur(field());
    expect(port.commands()).toMatchObject([{ type: 'call.note', text: 'a' }]);
  });

  it('goes on in the last call when it ends under the hands, with the cursor where it was', () => {
    const { key, say, port } = renderConsole({ calls: [activeCall('c1', { note: 'abc' })] });
    key('F5');
    write('abxc');
    field().setSelectionRange(3, 3);
    fireEvent.select(field());
    say(over(11));
    expect(screen.queryByRole('article')).toBeNull();
    expect(document.activeElement).toBe(field());
    expect([field().selectionStart, field().value]).toEqual([3, 'abxc']);
    expect(port.commands()).toMatchObject([{ type: 'call.note', text: 'abxc' }]);
    say(noted('abxc', 12));
    expect(last().getByText('Lagret')).toBeDefined();
  });

  it('does not take the keyboard when a call that was put on hold comes back', () => {
    const { key, say } = renderConsole({ calls: [activeCall('c1')] });
    key('F5');
    write('a');
    key('F3');
    say(event('call.held', 11, { by: 'operator' }, { call: 'c1' }));
    say(event('call.resumed', 12, { by: 'operator' }, { call: 'c1' }));
    expect(field().value).toBe('a');
    expect(document.activeElement).not.toBe(field());
  });

  it('does not take the keyboard when nobody was writing', () => {
    const { say } = renderConsole({ calls: [activeCall('c1')] });
    say(over(11));
    expect(document.activeElement).not.toBe(field());
  });

  it('that is refused stays in its field with the reason, and is tried again at a press', () => {
    const { say, reply, port } = renderConsole({ calls: [activeCall('c1')] });
    say(over(11));
    write('for sent');
    fireEvent.blur(field());
    reply(false, 'call.unknown');
    expect(last().getByText('Ikke lagret. Anropet eller samtalen er ikke lenger der.')).toBeDefined();
    expect(field().value).toBe('for sent');
    fireEvent.click(last().getByRole('button', { name: 'Prøv å lagre igjen' }));
    expect(port.commands()).toHaveLength(2);
  });

  it('that cannot be sent says that it is saved when telephony is back', () => {
    const { gone } = renderConsole({ calls: [activeCall('c1')] });
    gone();
    write('a');
    fireEvent.blur(field());
    expect(card().getByText('Ikke lagret. Lagres når telefonien er tilbake.')).toBeDefined();
  });

  it('without a field any more is listed until it is saved or given up, which takes two presses', () => {
    const { say, reply } = renderConsole({
      calls: [
        activeCall('c1'),
        activeCall('c2', { caller: { number: '22550100', withheld: false, assertedBy: 'network' } }),
      ],
    });
    write('a');
    fireEvent.blur(field());
    reply(false, 'call.unknown');
    say(over(11));
    say(event('call.ended', 12, { by: 'peer', reason: '', talked: 1 }, { call: 'c2' }));
    const left = within(screen.getByRole('region', { name: 'Notater som ikke er lagret' }));
    expect(left.getByText('a')).toBeDefined();
    fireEvent.click(left.getByRole('button', { name: 'Forkast notat om +47 912 34 567' }));
    fireEvent.click(left.getByRole('button', { name: 'Forkast likevel' }));
    expect(screen.queryByRole('region', { name: 'Notater som ikke er lagret' })).toBeNull();
  });
});

describe('the last call', () => {
  it('that broke off after the answer says so, and is called back as one of the unanswered', () => {
    const { say, port } = renderConsole({ calls: [activeCall('c1')] });
    say(event('call.brokeAfterAnswer', 11, { talked: 300 }, { call: 'c1' }));
    say(event('call.ended', 12, { by: 'peer', reason: '', talked: 300 }, { call: 'c1' }));
    expect(last().getByText(/^Brutt etter svar/)).toBeDefined();
    fireEvent.click(last().getByRole('button', { name: 'Ring tilbake +47 912 34 567' }));
    expect(port.commands()).toMatchObject([{ type: 'unanswered.callBack', call: 'c1' }]);
  });
});

describe('the card', () => {
  it('says that one speaks with the microphone muted, with the press that ends it', () => {
    const { say, port } = renderConsole({ calls: [activeCall('c1', { muted: true })] });
    const alarm = {
      id: 'm',
      rank: 2,
      kind: 'mutedSpeaking',
      call: 'c1',
      since: 1,
      acknowledged: false,
    } as const;
    expect(card().getByText(/^Mikrofonen er dempet/)).toBeDefined();
    say(event('alarm.raised', 11, { alarm }));
    expect(card().getByText(/^Du snakker med mikrofonen dempet/)).toBeDefined();
    fireEvent.click(card().getByRole('button', { name: 'Åpne mikrofonen' }));
    expect(port.commands()).toMatchObject([{ type: 'call.mute', call: 'c1', on: false }]);
  });

  it('knows whom the centre rang', () => {
    renderConsole({
      calls: [
        activeCall('c1', {
          direction: 'outgoing',
          dialled: '110',
          caller: { number: '110', withheld: false, assertedBy: 'none' },
        }),
      ],
    });
    expect(card().getByText('110 Brann · Utgående')).toBeDefined();
  });
});
