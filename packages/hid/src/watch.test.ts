import { expect, it } from 'vitest';
import { fakeClock, settle } from './testing/clock.ts';
import { fakePort } from './testing/fake.ts';
import { createWatch } from './watch.ts';

function rig(options: { hints?: boolean } = {}) {
  const clock = fakeClock();
  const fake = fakePort(clock);
  const { onHint: _, ...silent } = fake;
  const listed: number[] = [];
  const failed: string[] = [];
  let isMissing = false;
  const watch = createWatch({
    port: options.hints === false ? silent : fake,
    clock,
    handleListed: (devices) => listed.push(devices.length),
    handleFailed: (error) => failed.push(error.code),
    isMissing: () => isMissing,
  });
  return {
    ...{ clock, fake, watch, listed, failed },
    miss: (now: boolean) => void (isMissing = now),
    end() {
      watch.dispose();
      expect(clock.open()).toBe(0);
      expect(fake.leaks()).toEqual([]);
    },
  };
}

it('lists at the start, and after a hint once it is quiet', async () => {
  const { clock, fake, listed, end } = rig();
  await settle();
  expect(listed).toEqual([0]);
  fake.plug({ vid: '0b0e', pid: '0307' });
  await clock.run(900);
  fake.plug({ vid: '05f3', pid: '00ff' });
  await clock.run(900);
  expect(listed).toEqual([0]);
  await clock.run(100);
  expect(listed).toEqual([0, 2]);
  await clock.run(60_000);
  expect(listed).toEqual([0, 2]);
  end();
});

it('looks by the clock while something is missing, and where nothing hints', async () => {
  const first = rig();
  first.miss(true);
  await first.clock.run(10_000);
  expect(first.listed).toEqual([0, 0, 0]);
  first.miss(false);
  await first.clock.run(10_000);
  expect(first.listed).toEqual([0, 0, 0]);
  first.end();
  const second = rig({ hints: false });
  await second.clock.run(5000);
  expect(second.listed).toEqual([0, 0]);
  second.end();
});

it('tells once that the list cannot be had, and goes on', async () => {
  const { clock, fake, listed, failed, end } = rig();
  await settle();
  fake.failList('hid.failed');
  fake.plug({ vid: '0b0e', pid: '0307' });
  await clock.run(20_000);
  expect(failed).toEqual(['hid.failed']);
  fake.failList(undefined);
  await clock.run(5000);
  expect(listed).toEqual([0, 1]);
  end();
});

it('looks again when a hint comes while it looks', async () => {
  const { clock, watch, listed, end } = rig();
  watch.hint();
  await clock.run(1000);
  expect(listed).toEqual([0, 0]);
  end();
});

it('says nothing when it has been disposed of', async () => {
  const { clock, watch, listed, end } = rig();
  end();
  watch.hint();
  await clock.run(10_000);
  expect(listed).toEqual([]);
});
