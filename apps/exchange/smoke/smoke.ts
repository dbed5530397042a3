import { strict as assert } from 'node:assert';
import { parseArgs } from 'node:util';
import { startExchange, type Exchange } from '../src/index.ts';
import { FakeCaller, type CallerOptions } from './caller.ts';
import { FakePosition, type Ringing } from './position.ts';
import { header } from './sip-text.ts';

/** Signalling of the exchange against fake positions and callers: every promise of README.md that needs no media. */
type Step = { name: string; run: (world: World) => Promise<void> };

/** One position signed in at both edges. */
class Desk {
  readonly a: FakePosition;
  readonly b: FakePosition;
  constructor(a: FakePosition, b: FakePosition) {
    this.a = a;
    this.b = b;
  }
}

class World {
  readonly exchange: Exchange;
  readonly #flows: FakePosition[] = [];
  readonly #callers: FakeCaller[] = [];

  constructor(exchange: Exchange) {
    this.exchange = exchange;
  }

  get domain(): string {
    return this.exchange.config.domain;
  }

  async flow(edge: 'a' | 'b', n: number, queues: readonly string[]): Promise<FakePosition> {
    const { user, realm, ha1 } = await this.exchange.secrets(n);
    const port = this.exchange.ports.edges[edge].wss;
    const position = await FakePosition.open({ user, realm, ha1 }, `wss://127.0.0.1:${port}`);
    this.#flows.push(position);
    for (const aor of [user, ...queues]) {
      const answer = await position.register(aor);
      assert.match(answer.start, / 200 /);
      assert.match(header(answer, 'date') ?? '', /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/);
    }
    return position;
  }

  async desk(n: number, queues: readonly string[] = ['113']): Promise<Desk> {
    const desk = new Desk(await this.flow('a', n, queues), await this.flow('b', n, queues));
    return desk;
  }

  async caller(
    number = '113',
    options: CallerOptions = {},
    port = this.exchange.ports.trunk,
  ): Promise<FakeCaller> {
    const caller = await FakeCaller.dial(number, { address: '127.0.0.1', port }, options);
    this.#callers.push(caller);
    return caller;
  }

  async tidy(): Promise<void> {
    for (const caller of this.#callers.splice(0)) {
      caller.hangUp();
      await later(50);
      caller.close();
    }
    for (const flow of this.#flows.splice(0)) flow.vanish();
    for (const edge of ['a', 'b'] as const)
      await eventually(
        'old registrations gone',
        async () => (await this.exchange.registrations(edge, '113')) === 0,
      );
  }
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const watchdogMs = 15_000;

async function eventually(what: string, test: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + watchdogMs;
  while (!(await test())) {
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await later(20);
  }
}

async function ring(flow: FakePosition, index = 0): Promise<Ringing> {
  await eventually('it rings', () => flow.rings.length > index);
  const found = flow.rings[index];
  assert.ok(found);
  return found;
}

async function reason(ringing: Ringing): Promise<string> {
  await eventually('CANCEL', () => ringing.cancel !== undefined);
  return ringing.cancel?.headers.get('reason')?.join(', ') ?? '';
}

function noRefusal(caller: FakeCaller): void {
  assert.deepEqual(
    caller.finals.filter((line) => !/ 200 /.test(line)),
    [],
  );
}

/** RFC 3326 reasons that say another position has the call: the proxy's own and Q.850's. */
const elsewhere = /SIP;cause=200|Q\.850;cause=26/;

/** It got a BYE. */
const isEnded = ({ messages }: FakeCaller): boolean => messages.some(({ start }) => start.startsWith('BYE'));

const hasAnswerToBye = (flow: FakePosition | undefined): boolean =>
  flow?.messages.some(
    (message) => message.start.startsWith('SIP/2.0') && (header(message, 'cseq') ?? '').endsWith('BYE'),
  ) === true;

async function nothingLeft({ exchange }: World): Promise<void> {
  await eventually('the relay keeps nothing', async () => (await exchange.mediaSessions()) === 0);
}

const steps: Step[] = [
  {
    name: 'two answers cross: when the second hangs up, the media of the first stays',
    run: async (world) => {
      const flows = [await world.flow('a', 1, ['113']), await world.flow('a', 2, ['113'])] as const;
      await nothingLeft(world);
      const caller = await world.caller();
      const rings = await Promise.all(flows.map((flow) => ring(flow)));
      for (const one of rings) one.answer();
      await eventually('one of them is told', () => rings.some((one) => one.cancel !== undefined));
      const lost = rings.findIndex((one) => one.cancel !== undefined);
      rings[lost]?.bye();
      await eventually('its BYE is answered', () => hasAnswerToBye(flows[lost]));
      assert.equal(await world.exchange.mediaSessions(), 1);
      rings[1 - lost]?.bye();
      await eventually('the caller is let go', () => isEnded(caller));
      await nothingLeft(world);
    },
  },
  {
    name: 'of a call that is over the relay keeps nothing, however it ended',
    run: async (world) => {
      const desks = [await world.desk(1), await world.desk(2), await world.desk(3)];
      const winner = desks[1];
      assert.ok(winner);
      for (const [round, end] of (['position', 'caller', 'unanswered', 'refused'] as const).entries()) {
        const caller = await world.caller();
        const rings = await Promise.all(desks.flatMap(({ a, b }) => [ring(a, round), ring(b, round)]));
        assert.ok((await world.exchange.mediaSessions()) > 0);
        if (end === 'refused') for (const one of rings) one.reject('486 Busy Here');
        if (end === 'position' || end === 'caller') {
          winner.a.rings[round]?.answer();
          await eventually('the others are told', () => rings.filter((one) => one.cancel).length === 5);
        }
        if (end === 'position') winner.a.rings[round]?.bye();
        else caller.hangUp();
        await nothingLeft(world).catch((cause: unknown) => {
          throw new Error(`after ${end}`, { cause });
        });
      }
    },
  },
  {
    name: 'a position’s own calls leave nothing at the relay: refused, and nobody there',
    run: async (world) => {
      const desk = await world.desk(1);
      const other = await world.desk(2);
      other.a.once('ring', (ringing: Ringing) => ringing.reject('486 Busy Here'));
      other.b.once('ring', (ringing: Ringing) => ringing.reject('486 Busy Here'));
      await desk.a.call(`sip:pos2@${world.domain}`);
      await desk.a.call(`sip:pos9@${world.domain}`);
      await nothingLeft(world);
    },
  },
  {
    name: 'rings at both edges with one identity; headers of the trunk are not believed',
    run: async (world) => {
      const desk = await world.desk(1);
      const before = Date.now();
      const forged = ['X-Call: forged', 'X-Came-In: 1', 'X-Alarm: forged', 'X-Recording: forged'];
      const own = [
        'P-Asserted-Identity: "Kari, \\"K\\" (N)" <sip:+4790123456@trunk.example;user=phone>, <tel:+4790123456>',
        'Privacy: id',
        'Priority: emergency',
        'Call-Info: <urn:emergency:uid:callid:abc:bcf.example>;purpose=emergency-CallId',
        'History-Info: <sip:113@a.example>;index=1',
      ];
      const caller = await world.caller('113', { fields: [...forged, ...own] });
      const rings = [await ring(desk.a), await ring(desk.b)];
      for (const { invite } of rings) {
        assert.match(header(invite, 'x-call') ?? '', /^samband-[\d.]+-\d{6}$/);
        assert.equal(header(invite, 'x-call'), header(rings[0]?.invite ?? invite, 'x-call'));
        assert.equal(invite.headers.get('x-call')?.length, 1);
        const cameIn = Number(header(invite, 'x-came-in'));
        assert.ok(cameIn >= before && cameIn <= Date.now(), `came in ${cameIn}`);
        assert.equal(header(invite, 'x-queue-length'), '1');
        assert.equal(header(invite, 'x-recording'), 'on');
        assert.equal(header(invite, 'x-alarm'), undefined);
        assert.equal(header(invite, 'priority'), 'emergency');
        assert.equal(header(invite, 'privacy'), 'id');
        assert.match(header(invite, 'call-info') ?? '', /emergency-CallId/);
        assert.match(header(invite, 'history-info') ?? '', /index=1/);
        assert.match((invite.headers.get('p-asserted-identity') ?? []).join(), /"Kari.*tel:\+4790123456/);
        assert.ok(header(invite, 'to')?.includes(`sip:113@${world.domain}`));
      }
      await eventually('music', () => caller.rtpPackets > 20);
      noRefusal(caller);
    },
  },
  {
    name: 'one answers: the others are cancelled as answered elsewhere, the caller is let go by BYE',
    run: async (world) => {
      const [one, two] = [await world.desk(1), await world.desk(2)];
      const caller = await world.caller();
      const winner = await ring(one.a);
      const sameEdge = await ring(two.a);
      const otherEdge = await ring(two.b);
      const ownOther = await ring(one.b);
      winner.answer();
      assert.match(await reason(sameEdge), elsewhere);
      assert.match(await reason(otherEdge), elsewhere);
      assert.match(await reason(ownOther), elsewhere);
      await later(300);
      const bye = new Promise((resolve) => caller.once('bye', resolve));
      winner.bye();
      await bye;
      noRefusal(caller);
    },
  },
  {
    name: 'the caller gives up: CANCEL without a reason that says elsewhere',
    run: async (world) => {
      const desk = await world.desk(1);
      const caller = await world.caller();
      const rings = [await ring(desk.a), await ring(desk.b)];
      caller.hangUp();
      for (const one of rings) assert.doesNotMatch(await reason(one), /cause=(26|200)\b/);
    },
  },
  {
    name: 'nobody ready, then one: the waiting call is delivered at once; a late one gets it too',
    run: async (world) => {
      const caller = await world.caller();
      // longer than every transaction timer of the edges
      await later(12_000);
      const desk = await world.desk(1);
      const first = await ring(desk.a);
      const late = await world.desk(2);
      assert.equal((await ring(late.a)).call, first.call);
      assert.equal((await ring(late.b)).call, first.call);
      noRefusal(caller);
    },
  },
  {
    name: 'whatever positions reply (486, 480, 603), the caller hears nothing of it and others go on ringing',
    run: async (world) => {
      const [one, two] = [await world.desk(1), await world.desk(2)];
      const caller = await world.caller();
      const other = await ring(two.a);
      (await ring(one.a)).reject('603 Decline');
      (await ring(one.b)).reject('486 Busy Here');
      (await ring(two.b)).reject('480 Temporarily Unavailable');
      await later(1000);
      assert.equal(other.cancel, undefined);
      noRefusal(caller);
      const late = await world.desk(3);
      await ring(late.b);
      other.answer();
      await later(500);
      noRefusal(caller);
    },
  },
  {
    name: 'an edge is killed and comes back: the other rings on, the call is offered again at the returned one',
    run: async (world) => {
      const desk = await world.desk(1);
      const caller = await world.caller();
      const [atA, atB] = [await ring(desk.a), await ring(desk.b)];
      await world.exchange.killPart('edge-a');
      await later(1500);
      assert.equal(atB.cancel, undefined);
      await world.exchange.startPart('edge-a');
      const back = await world.flow('a', 1, ['113']);
      const again = await ring(back);
      assert.equal(again.call, atA.call);
      assert.equal(atB.cancel, undefined);
      noRefusal(caller);
      again.answer();
      assert.match(await reason(atB), elsewhere);
    },
  },
  {
    name: 'both edges are killed: the caller stays and is offered again',
    run: async (world) => {
      const desk = await world.desk(1);
      const caller = await world.caller();
      const first = await ring(desk.a);
      await Promise.all([world.exchange.killPart('edge-a'), world.exchange.killPart('edge-b')]);
      await later(1500);
      await Promise.all([world.exchange.startPart('edge-a'), world.exchange.startPart('edge-b')]);
      const back = await world.desk(1);
      assert.equal((await ring(back.a)).call, first.call);
      assert.equal((await ring(back.b)).call, first.call);
      noRefusal(caller);
    },
  },
  {
    name: "a position's audio is gone: the caller is back in the queue with the same identity",
    run: async (world) => {
      const desk = await world.desk(1);
      const caller = await world.caller();
      const first = await ring(desk.a);
      first.answer();
      await ring(desk.a, 1);
      assert.equal(desk.a.rings[1]?.call, first.call);
      assert.equal(
        header(desk.a.rings[1]?.invite ?? first.invite, 'x-came-in'),
        header(first.invite, 'x-came-in'),
      );
      noRefusal(caller);
    },
  },
  {
    name: 'nobody ready for the set time: all signed-in positions ring with an alarm, until one is ready',
    run: async (world) => {
      const desk = await world.desk(1, []);
      const caller = await world.caller();
      const alarm = await ring(desk.a);
      assert.equal(header(alarm.invite, 'x-alarm'), 'unattended');
      await ring(desk.b);
      noRefusal(caller);
      alarm.answer();
      await later(500);
      assert.equal(alarm.ended, false);
    },
  },
  {
    name: 'an alarm ends because somebody is ready: its last CANCEL says that others are rung',
    run: async (world) => {
      const resting = await world.desk(1, []);
      const caller = await world.caller();
      await ring(resting.a);
      const ready = await world.desk(2);
      await ring(ready.a);
      const last = await ring(resting.a, 1);
      assert.equal(header(last.invite, 'x-alarm'), 'unattended');
      assert.match(await reason(last), /SIP;cause=302/);
      noRefusal(caller);
    },
  },
  {
    name: 'a position calls out, calls another position, and wrong secrets are refused',
    run: async (world) => {
      const [one, two] = [await world.desk(1), await world.desk(2)];
      const { user, realm, ha1 } = await world.exchange.secrets(3);
      const url = `wss://127.0.0.1:${world.exchange.ports.edges.a.wss}`;
      const wrong = await FakePosition.open({ user, realm, ha1: ha1.toUpperCase() }, url);
      assert.match((await wrong.register(user)).start, / 403 /);
      wrong.vanish();
      two.a.on('ring', (ringing: Ringing) => ringing.answer());
      assert.match((await one.a.call(`sip:pos2@${world.domain}`)).start, / 200 /);
      assert.match((await one.a.call(`sip:recover@${world.domain}`)).start, / 404 /);
      assert.match((await one.a.call(`sip:pos9@${world.domain}`)).start, / 480 /);
    },
  },
  {
    name: 'direct trunk: raw keeps tel: and the whole multipart body, the other port repairs tel:',
    run: async (world) => {
      const desk = await world.desk(1);
      const pidf =
        '<?xml version="1.0"?><presence xmlns="urn:ietf:params:xml:ns:pidf"><tuple id="x"/></presence>';
      const options: CallerOptions = {
        from: '<tel:+4790123456>',
        to: '<tel:113>',
        fields: ['Geolocation: <cid:here@caller>', 'X-Call: forged'],
        body: (sdp) => ({
          type: 'multipart/mixed; boundary=cut',
          text: [
            '--cut\r\nContent-Type: application/sdp\r\n',
            sdp,
            '--cut\r\nContent-Type: application/pidf+xml\r\nContent-ID: <here@caller>\r\n',
            pidf,
            '--cut--\r\n',
          ].join('\r\n'),
        }),
      };
      const { raw, direct } = world.exchange.ports.edges.a;
      const first = await world.caller('113', options, raw);
      const untouched = await ring(desk.a);
      assert.match(header(untouched.invite, 'from') ?? '', /^<tel:\+4790123456>/);
      assert.match(header(untouched.invite, 'to') ?? '', /^<tel:113>/);
      assert.match(untouched.invite.body, /UDP\/TLS\/RTP\/SAVPF|RTP\/SAVPF/);
      assert.match(untouched.invite.body, /a=fingerprint/);
      assert.ok(untouched.invite.body.includes(pidf));
      assert.match(header(untouched.invite, 'x-call') ?? '', /^[0-9a-f-]{36}$/);
      assert.match(header(untouched.invite, 'x-came-in') ?? '', /^\d{13}$/);
      untouched.answer();
      await eventually('answered', () => first.finals.length > 0);
      const second = await world.caller('113', options, direct);
      const repaired = await ring(desk.a, 1);
      assert.ok(header(repaired.invite, 'from')?.includes(`sip:+4790123456@${world.domain}`));
      assert.ok(header(repaired.invite, 'to')?.includes(`sip:113@${world.domain}`));
      repaired.reject('603 Decline');
      await later(500);
      noRefusal(second);
      assert.equal(second.finals.length, 0);
      second.hangUp();
      await eventually('the cancelled call is over', () => second.finals.some((line) => / 487 /.test(line)));
    },
  },
  {
    name: 'location of a caller behind the B2BUA reaches the position',
    run: async (world) => {
      const desk = await world.desk(1);
      const caller = await world.caller('113', {
        fields: ['Geolocation: <cid:here@caller>', 'Geolocation-Routing: no'],
        body: (sdp) => ({ type: 'multipart/mixed; boundary=cut', text: withLocation(sdp) }),
      });
      const { invite } = await ring(desk.a);
      noRefusal(caller);
      assert.match(header(invite, 'content-type') ?? '', /multipart\/mixed/);
      assert.match(header(invite, 'geolocation') ?? '', /cid:/);
      assert.match(invite.body, /67\.28 14\.4/);
    },
  },
];

function withLocation(sdp: string): string {
  const pidf = `<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" xmlns:gml="http://www.opengis.net/gml" xmlns:gs="http://www.opengis.net/pidflo/1.0" entity="pres:caller@example.com">
<dm:device id="caller"><gp:geopriv><gp:location-info><gs:Circle srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>67.28 14.4</gml:pos><gs:radius uom="urn:ogc:def:uom:EPSG::9001">30</gs:radius></gs:Circle></gp:location-info><gp:usage-rules/><gp:method>GPS</gp:method></gp:geopriv><dm:timestamp>2026-01-01T12:00:00Z</dm:timestamp></dm:device></presence>`;
  return [
    '--cut\r\nContent-Type: application/sdp\r\n',
    sdp,
    '--cut\r\nContent-Type: application/pidf+xml\r\nContent-ID: <here@caller>\r\n',
    pidf,
    '--cut--\r\n',
  ].join('\r\n');
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { dir: { type: 'string' }, only: { type: 'string' }, 'base-port': { type: 'string' } },
  });
  const exchange = await startExchange({
    ...(values.dir === undefined ? {} : { dir: values.dir }),
    config: {
      seconds: { unattended: 2, lost: 4 },
      ...(values['base-port'] === undefined ? {} : { basePort: Number(values['base-port']) }),
    },
    say: (line) => process.stderr.write(`${line}\n`),
  });
  const world = new World(exchange);
  let failed = 0;
  const chosen = steps.filter((step) => values.only === undefined || step.name.includes(values.only));
  for (const step of chosen) {
    const from = performance.now();
    try {
      await step.run(world);
      process.stdout.write(`ok    ${step.name} (${Math.round(performance.now() - from)} ms)\n`);
    } catch (cause) {
      failed += 1;
      process.stdout.write(
        `FAIL  ${step.name}\n      ${cause instanceof Error ? cause.message : String(cause)}\n`,
      );
    }
    await world.tidy();
  }
  process.stdout.write(`${chosen.length - failed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();
