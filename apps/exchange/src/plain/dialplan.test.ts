import { describe, expect, it } from 'vitest';
import { configSchema, type ConfigInput } from '../config/config.ts';
import { passedHeaders } from '../generate/headers.ts';
import { plainDialplan } from './dialplan.ts';
import { planPlain } from './plan.ts';

const text = (input: ConfigInput = {}): string =>
  plainDialplan(planPlain(configSchema.parse(input), '/run/x'));
function contextOf(name: string, input?: ConfigInput): string {
  const found = text(input)
    .split(/^(?=\[)/m)
    .find((part) => part.startsWith(`[${name}]`));
  if (found === undefined) throw new Error(`no context ${name}`);
  return found;
}

describe('plainDialplan', () => {
  it('answers, then waits in the queue; only a leg that was lost brings the caller back, to the front', () => {
    const queue = contextOf('queue');
    expect(queue.indexOf('Answer()')).toBeLessThan(queue.indexOf('Queue('));
    expect(queue).toMatch(/Queue\(113,cI,,,,,,,\$\{AT\}\)/);
    expect(queue).toMatch(/Set\(AT=1\)\n same => n,Wait\(0.2\)\n same => n,Goto\(wait\)/);
    expect(queue).not.toMatch(/Congestion|Busy|Hangup\((?!16)/);
  });

  it('one identity stands over all offers: stamped once, before the queue', () => {
    expect(contextOf('queue')).toMatch(/Set\(__CALL=.*\n same => n,Set\(__CAME_IN=/);
    expect(text().match(/Set\(__CALL=/g)).toHaveLength(2 + 12); // two queues, twelve positions
    expect(contextOf('offer')).toContain('PJSIP_HEADER(add,X-Call)=${CALL}');
  });

  it('a call in its place rings at whoever is ready, then at each who joins, once', () => {
    expect(contextOf('place-113')).toContain(
      'Dial(${RUNG}&Local/${EXTEN}@joining-113/n&Local/${EXTEN}@unattended-113/n,,gIb(offer^s^1))',
    );
    const joining = contextOf('joining-113');
    expect(joining).toContain('Dial(${NEW}&Local/${EXTEN}@joining-113/n,,gIb(offer^s^1))');
    expect(joining).toMatch(/Wait\(1\)\n same => n,Goto\(look\)/);
  });

  it('nobody ready: the own addresses of all positions ring, with the alarm, under the queue’s name', () => {
    const unattended = contextOf('unattended-113', { positions: 2, seconds: { unattended: 9 } });
    expect(unattended).toContain('Wait(9)');
    expect(unattended).toContain('PJSIP_DIAL_CONTACTS(positions,pos2,113)');
    expect(unattended).not.toContain('pos3');
  });

  it('a position that calls itself as a proof is rung with its token, and not stamped', () => {
    const own = contextOf('from-positions');
    const proof = own.slice(own.indexOf('exten => pos2,1'), own.indexOf('exten => pos3,1'));
    const before = proof.slice(0, proof.indexOf('(call)'));
    expect(before).toContain('GotoIf($["${PROOF}" = "" | "${CALLERID(num)}" != "${EXTEN}"]?call)');
    expect(before).toContain('Dial(${CONTACTS},15,Ib(proof^s^1))');
    expect(before).not.toContain('__CALL=');
    expect(contextOf('proof')).toContain('PJSIP_HEADER(add,X-Proof)=${PROOF}');
  });

  it('has every context it names', () => {
    const whole = text();
    const named = [...whole.matchAll(/Local\/\$\{EXTEN\}@([a-z-]+\d+)\/n/g)].map((match) => match[1] ?? '');
    const gosubs = [...whole.matchAll(/b\(([a-z]+)\^s\^1\)/g)].map((match) => match[1] ?? '');
    for (const name of [...named, ...gosubs, 'ended', 'from-trunk']) expect(whole).toContain(`\n[${name}]\n`);
  });

  it('carries every passed header from the caller to the positions', () => {
    for (const [name, values] of passedHeaders) {
      expect(contextOf('queue')).toContain(`PJSIP_HEADER(read,${name},${values})`);
      expect(contextOf('offer')).toContain(`PJSIP_HEADER(add,${name})=`);
    }
  });

  it('promises no recording, and never dials what a position typed without filtering it', () => {
    expect(text()).not.toMatch(/MixMonitor|X-Recording/);
    expect(contextOf('from-positions')).not.toMatch(/sip:\$\{EXTEN\}/);
  });
});
