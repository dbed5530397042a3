import type { HeadlessPosition } from '../support/position/headless.ts';
import { hears } from '../support/audio/tone.ts';
import { expect, test, tones, voiceOf } from './fixtures.ts';

test('three press at the same moment, again and again: one has the caller, heard both ways, the others are told', async ({
  centre,
}) => {
  const desks: HeadlessPosition[] = [];
  for (const position of [1, 2, 3]) desks.push(await centre.headless(position));
  const voices = desks.map((_, index) => voiceOf(index + 1));
  for (let round = 0; round < 4; round += 1) {
    const caller = await centre.caller();
    const rows = await Promise.all(
      desks.map(({ log }) =>
        log.waitFor('call.waiting', { where: (event) => event.caller.number === caller.number }),
      ),
    );
    const call = rows[0]?.call ?? '';
    const isOver = ({ log }: HeadlessPosition): boolean =>
      [...log.all('call.answeredElsewhere'), ...log.all('call.ended')].some((event) => event.call === call);
    // Once in some hundred rounds Asterisk acknowledges two and never ends the second: its operator is told that nothing
    // is heard, and hangs up as one would. The one who has the caller must not notice.
    const hearsNothing = ({ log }: HeadlessPosition): boolean =>
      log.all('audio.silent').some((event) => event.call === call && event.direction === 'heard');
    const isTold = (desk: HeadlessPosition): boolean => isOver(desk) || hearsNothing(desk);
    await Promise.all(desks.map((desk) => desk.command('queue.answerNext', {})));
    // One whose 200 nobody took up gives up after some seconds.
    await expect
      .poll(() => desks.filter(isTold).length, { message: 'two of them are told', timeout: 60_000 })
      .toBe(2);
    for (const desk of desks)
      if (hearsNothing(desk) && !isOver(desk)) await desk.command('call.hangUp', { call });
    const winner = desks.findIndex((desk) => !isTold(desk));
    // One of them has it; its ACK may come after the others were told.
    await desks[winner]?.log.waitFor('call.answered', { where: (event) => event.call === call });
    const own = voices[winner] ?? 0;
    const marks = desks.map(({ ear }) => ear.mark);
    await Promise.all([
      caller.ear.expect({ hears: [own], lacks: voices.filter((voice) => voice !== own) }),
      desks[winner]?.ear.expect({ hears: [tones.caller], lacks: voices }),
    ]);
    for (const [index, { ear }] of desks.entries())
      if (index !== winner)
        expect(hears(ear.since(marks[index]), tones.caller), `position ${index + 1} listens in`).toBe(false);
    await desks[winner]?.command('call.hangUp', { call });
    expect(await caller.ended()).toBe('peer');
    await desks[winner]?.log.waitFor('call.ended', { where: (event) => event.call === call });
    for (const { log } of desks) expect(log.all('call.abandoned')).toEqual([]);
  }
});
