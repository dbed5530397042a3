import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  config,
  createLegLog,
  createNetwork,
  createPeer,
  createScene,
  createStack,
  createTold,
  headerOf,
  inDialog,
  invite,
  respond,
} from './testing/exchange.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('the socket of a flow', () => {
  it('is tried once for each connect, and told', async () => {
    const network = createNetwork();
    const told = createTold();
    const flow = createStack(network).openFlow(config, told.handlers);
    network.mode = 'refuse';
    await expect(flow.connect(1000)).rejects.toMatchObject({
      code: 'edge.unreachable',
      values: { reason: 'refused' },
    });
    network.mode = 'silent';
    await expect(flow.connect(10)).rejects.toMatchObject({ values: { reason: 'timeout' } });
    // Too late: it has been given up.
    network.line().open();
    network.mode = 'open';
    await flow.connect(1000);
    await flow.connect(1000);
    expect(network.lines).toHaveLength(3);
    network.line().lose();
    network.line().lose();
    expect(told.events).toEqual([
      'disconnected refused',
      'disconnected timeout',
      'connected',
      'disconnected closed',
    ]);
    flow.dispose();
    await expect(flow.connect(10)).rejects.toMatchObject({ code: 'edge.unreachable' });
  });

  it('is dropped without a word to the exchange: calls that wait are not refused', async () => {
    const scene = await createScene();
    scene.line().give(invite());
    scene.told.leg().setHandlers(createLegLog());
    const before = scene.line().sent.length;
    scene.flow.drop();
    expect(scene.line().closed).toBe(true);
    scene.flow.dispose();
    await Promise.resolve();
    expect(scene.line().sent).toHaveLength(before);
    expect(scene.told.events).toEqual(['connected']);
  });

  it('that goes while a call rings: the call is answered over the next one', async () => {
    const scene = await createScene();
    scene.line().give(invite());
    const leg = scene.told.leg();
    const log = createLegLog();
    leg.setHandlers(log);
    scene.line().lose();
    await expect(leg.accept(createPeer())).rejects.toMatchObject({ code: 'network.lost' });
    await scene.flow.connect(1000);
    await leg.accept(createPeer());
    const final = scene.line().sent.at(-1) ?? '';
    expect(final).toMatch(/^SIP\/2\.0 200 /);
    scene.line().give(inDialog(final, 'ACK', 1));
    expect(log.log).toEqual(['acknowledged']);
    scene.flow.dispose();
  });

  it('that goes in a call: the call stands, and its BYE goes over the next one', async () => {
    const scene = await createScene();
    scene.line().give(invite());
    const leg = scene.told.leg();
    const log = createLegLog();
    leg.setHandlers(log);
    await leg.accept(createPeer());
    scene.line().give(inDialog(scene.line().sent.at(-1) ?? '', 'ACK', 1));
    scene.line().lose();
    await scene.flow.connect(1000);
    expect(scene.line().sent).toEqual([]);
    expect(log.log).toEqual(['acknowledged']);
    await leg.terminate();
    expect(scene.line().sent[0]).toMatch(/^BYE sip:asterisk@192\.0\.2\.9:5060 /);
    scene.flow.dispose();
  });

  it('answers a keep-alive', async () => {
    const scene = await createScene();
    scene.line().give('\r\n\r\n');
    scene.line().give('\r\n');
    expect(scene.line().sent).toEqual(['\r\n']);
    expect(scene.told.dropped).toEqual([]);
    scene.flow.dispose();
  });

  it('stands what a handler throws', async () => {
    const scene = await createScene();
    scene.told.legs.push = () => {
      throw new Error('handler');
    };
    scene.line().give(invite());
    expect(scene.line().sent[0]).toMatch(/^SIP\/2\.0 180 /);
    scene.flow.dispose();
  });
});

describe('ping', () => {
  it.each([200, 404, 405])('is content with %d', async (status) => {
    const { flow, line } = await createScene();
    const pong = flow.ping(1000);
    const request = await line().next(/^OPTIONS sip:example\.org SIP/);
    line().give(respond(request, status));
    await pong;
    flow.dispose();
  });

  it('rejects when nothing comes, when the socket goes and when there is none', async () => {
    const { flow, line } = await createScene();
    await expect(flow.ping(5)).rejects.toMatchObject({ code: 'edge.unreachable' });
    const pong = flow.ping(1000);
    line().lose();
    await expect(pong).rejects.toMatchObject({ code: 'edge.unreachable' });
    await expect(flow.ping(1000)).rejects.toMatchObject({ code: 'edge.unreachable' });
    flow.dispose();
  });
});

describe('a disposed flow', () => {
  it('sends and tells nothing more, and leaves no timer', async () => {
    vi.useFakeTimers();
    const scene = await createScene();
    const log = createLegLog();
    scene.line().give(invite());
    scene.told.leg().setHandlers(log);
    await scene.told.leg().accept(createPeer());
    scene.flow.invite({ target: 'sip:110@example.org', from: config.aor, headers: [] }, createPeer(), log);
    void scene.flow.register(config.aor, 60);
    await vi.advanceTimersByTimeAsync(1);
    const count = scene.line().sent.length;
    const events = scene.told.events.length;
    log.log.length = 0;
    scene.flow.dispose();
    expect(headerOf(scene.line().sent.at(-1) ?? '', 'Call-ID')).not.toBe('');
    await vi.advanceTimersByTimeAsync(100_000);
    expect(scene.line().sent).toHaveLength(count);
    expect(scene.told.events).toHaveLength(events);
    expect(log.log).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
