import { describe, expect, it } from 'vitest';
import type { RegisterOutcome, SipFlow } from '../ports/index.ts';
import { fakeClock, fakeLogger, settle } from '../testing/index.ts';
import { createBindings } from './bindings.ts';

function setUp(outcome: (aor: string) => RegisterOutcome = () => ({ ok: true, expires: 120 })) {
  const clock = fakeClock();
  const told: string[] = [];
  const sent: string[] = [];
  const bindings = createBindings({
    clock,
    logger: fakeLogger(),
    handleRegistered: (aor) => void told.push(`registered ${aor}`),
    handleUnregistered: (aor) => void told.push(`unregistered ${aor}`),
    handleRefused: (aor, status) => void told.push(`refused ${aor} ${status}`),
    handleDate: () => {},
  });
  const flow = {
    register: async (aor: string) => {
      sent.push(aor);
      return outcome(aor);
    },
    unregister: async (aor: string) => {
      sent.push(`-${aor}`);
      return { ok: true, expires: 0 } as const;
    },
  } as unknown as SipFlow;
  return { clock, told, sent, bindings, flow };
}

describe('bindings', () => {
  it('registers the own address before the queues, and refreshes in time', async () => {
    const { clock, sent, bindings, flow } = setUp();
    bindings.want(['own', 'q1', 'q2']);
    bindings.begin(flow);
    expect(sent).toEqual(['own']);
    await settle();
    expect(sent).toEqual(['own', 'q1', 'q2']);
    await clock.run(72_000);
    expect(sent.slice(3).sort()).toEqual(['own', 'q1', 'q2']);
    bindings.dispose();
    expect(clock.open()).toBe(0);
  });

  it('unregisters what is no longer wanted, the own address stays', async () => {
    const { sent, told, bindings, flow } = setUp();
    bindings.want(['own', 'q1']);
    bindings.begin(flow);
    await settle();
    bindings.want(['own']);
    await settle();
    expect(sent.at(-1)).toBe('-q1');
    expect(bindings.registered()).toEqual(['own']);
    bindings.want(['own', 'q1']);
    await settle();
    expect(told).toEqual(['registered own', 'registered q1', 'unregistered q1', 'registered q1']);
    bindings.dispose();
  });

  describe('other queues', () => {
    function change(answer: () => Promise<RegisterOutcome>) {
      const set = setUp();
      set.bindings.want(['own', 'old']);
      set.bindings.begin(set.flow);
      return {
        ...set,
        async go() {
          await settle();
          set.flow.register = (aor) => (set.sent.push(aor), answer());
          set.bindings.want(['own', 'new']);
          await settle();
        },
      };
    }

    it('the old one goes when the new one is in force', async () => {
      let arrive = (_outcome: RegisterOutcome): void => undefined;
      const { sent, bindings, go } = change(() => new Promise((resolve) => (arrive = resolve)));
      await go();
      expect(sent).toEqual(['own', 'old', 'new']);
      expect(bindings.registered()).toEqual(['own', 'old']);
      arrive({ ok: true, expires: 120 });
      await settle();
      expect(sent.at(-1)).toBe('-old');
      expect(bindings.registered()).toEqual(['own', 'new']);
      bindings.dispose();
    });

    it('or when the new one is refused', async () => {
      const { sent, bindings, go } = change(async () => ({ ok: false, status: 403, reason: 'Forbidden' }));
      await go();
      expect(sent.at(-1)).toBe('-old');
      expect(bindings.registered()).toEqual(['own']);
      bindings.dispose();
    });

    it('or when nothing is answered for long enough', async () => {
      const { clock, sent, bindings, go } = change(() => new Promise(() => {}));
      await go();
      await clock.run(4999);
      expect(bindings.registered()).toEqual(['own', 'old']);
      await clock.run(1);
      expect(sent.at(-1)).toBe('-old');
      bindings.dispose();
      expect(clock.open()).toBe(0);
    });
  });

  it('tells a refusal once and tries again slowly; the queues are tried all the same', async () => {
    const { clock, told, sent, bindings, flow } = setUp((aor) =>
      aor === 'own' ? { ok: false, status: 403, reason: 'Forbidden' } : { ok: true, expires: 120 },
    );
    bindings.want(['own', 'q1']);
    bindings.begin(flow);
    await settle();
    expect(told).toEqual(['refused own 403', 'registered q1']);
    await clock.run(31_000);
    expect(sent.filter((aor) => aor === 'own')).toHaveLength(2);
    expect(told).toHaveLength(2);
    bindings.dispose();
  });

  it('keeps a binding whose refresh was not answered, and does not call it refused', async () => {
    let answers = true;
    const { clock, told, bindings, flow } = setUp(() =>
      answers ? { ok: true, expires: 120 } : { ok: false, status: 0, reason: 'timeout' },
    );
    bindings.want(['own']);
    bindings.begin(flow);
    await settle();
    answers = false;
    await clock.run(80_000);
    expect(told).toEqual(['registered own']);
    expect(bindings.registered()).toEqual(['own']);
    bindings.dispose();
  });

  it('forgets the answers of a connection that is gone', async () => {
    const { told, sent, bindings, flow } = setUp();
    bindings.want(['own']);
    bindings.begin(flow);
    bindings.forget();
    await settle();
    expect(told).toEqual([]);
    bindings.begin(flow);
    await settle();
    expect(told).toEqual(['registered own']);
    expect(sent).toEqual(['own', 'own']);
    bindings.dispose();
  });
});
