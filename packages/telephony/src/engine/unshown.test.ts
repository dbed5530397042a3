import { afterEach, describe, expect, it } from 'vitest';
import { assertNoLeaks, startedRig } from '../testing/index.ts';
import type { Rig } from '../testing/index.ts';

describe('callers who are not shown', () => {
  let rig: Rig;
  afterEach(() => assertNoLeaks(rig));
  const alarms = () => rig.snapshot().alarms.map(({ id, rank, values }) => [id, rank, values?.['n']]);

  it('are an alarm of rank 1 at the first one, and counted while more come', async () => {
    rig = await startedRig();
    rig.flow('A').dropped('flood', true);
    expect(alarms()).toEqual([['calls.flood', 1, 1]]);
    for (let n = 0; n < 4000; n += 1) rig.flow('A').dropped('flood', true);
    await rig.clock.run(1000);
    expect(alarms()).toEqual([['calls.flood', 1, 4001]]);
    expect(rig.of('alarm.raised')).toHaveLength(1);
    expect(rig.of('sip.dropped')).toHaveLength(2);
    await rig.clock.run(60_000);
  });

  it('are news again after somebody has seen it', async () => {
    rig = await startedRig();
    rig.flow('A').dropped('require', true);
    rig.send('alarm.acknowledge', { alarm: 'calls.unread' });
    await rig.clock.run(5000);
    expect(alarms()).toEqual([]);
    rig.flow('A').dropped('require', true);
    expect(alarms()).toEqual([['calls.unread', 1, 1]]);
    expect(rig.snapshot().alarms[0]?.acknowledged).toBe(false);
  });

  it('are no alarm where no call was dropped', async () => {
    rig = await startedRig();
    for (const why of ['headers', 'startLine', 'skippedHeader']) rig.flow('A').dropped(why);
    expect(alarms()).toEqual([]);
    expect(rig.snapshot().dropped).toEqual({ headers: 1, startLine: 1, skippedHeader: 1 });
  });
});
