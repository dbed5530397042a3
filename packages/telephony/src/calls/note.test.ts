import { afterEach, expect, it } from 'vitest';
import { assertNoLeaks, settle, startedRig } from '../testing/index.ts';
import type { Rig } from '../testing/index.ts';

let rig: Rig;
afterEach(() => assertNoLeaks(rig));
const note = (call: string, text: string) => rig.send('call.note', { call, text });

it('is kept with the call, replaced, and still taken when the call has ended a moment ago', async () => {
  rig = await startedRig();
  rig.flow('A').invited({
    headers: [
      ['X-Call', 'c1'],
      ['X-Incident', 'i1'],
    ],
  });
  expect(note('c1', 'waits')).toMatchObject({ error: { code: 'call.unknown' } });
  rig.send('queue.answerNext', {});
  await settle();
  note('c1', 'brystsmerter');
  expect(note('c1', 'brystsmerter, bevisst')).toMatchObject({ ok: true });
  expect(rig.snapshot().calls).toMatchObject([{ note: 'brystsmerter, bevisst' }]);
  await settle();
  expect(rig.stateFile.last()?.calls[0]?.call.note).toBe('brystsmerter, bevisst');
  rig.send('call.hangUp', { call: 'c1' });
  await settle();
  expect(note('c1', 'ambulanse sendt')).toMatchObject({ ok: true });
  expect(rig.of('call.noted').at(-1)).toMatchObject({
    call: 'c1',
    text: 'ambulanse sendt',
    cause: 'command-6',
  });
  expect(note('c2', 'x')).toMatchObject({ error: { code: 'call.unknown' } });
});

it('is refused for a call that we never had', async () => {
  rig = await startedRig();
  const leg = rig.flow('A').invited({ headers: [['X-Call', 'c1']] });
  leg.mode = 'media';
  rig.send('queue.answerNext', {});
  await settle();
  await settle();
  expect(rig.of('call.answerFailed')).toHaveLength(1);
  expect(note('c1', 'x')).toMatchObject({ error: { code: 'call.unknown' } });
});
