import { describe, expect, it } from 'vitest';
import { configSchema, type ConfigInput } from '../config/config.ts';
import { planPaths, planPorts } from '../config/plan.ts';
import { dialplan } from './dialplan.ts';
import { passedHeaders } from './headers.ts';

function text(input: ConfigInput = {}): string {
  const config = configSchema.parse(input);
  return dialplan({ config, ports: planPorts(config), paths: planPaths('/run/x') });
}
function contextOf(name: string, input?: ConfigInput): string {
  const found = text(input)
    .split(/^(?=\[)/m)
    .find((part) => part.startsWith(`[${name}]`));
  if (found === undefined) throw new Error(`no context ${name}`);
  return found;
}

describe('dialplan', () => {
  it('offers a queue call through four legs that live apart, with music and no refusal', () => {
    const queue = contextOf('queue');
    expect(queue).toContain(
      'Dial(Local/113@waiting/n&Local/113@edge-a/n&Local/113@edge-b/n&Local/113@unattended/n,,gIm(queue-113))',
    );
    expect(queue).not.toMatch(/Congestion|Busy|Hangup\((?!16)/);
  });

  it('answers before it offers', () => {
    const queue = contextOf('queue');
    expect(queue.indexOf('Answer()')).toBeLessThan(queue.indexOf('Dial('));
  });

  it('tries an edge again after a second, for ever, and renews the edges’ offers in turns', () => {
    const edge = contextOf('edge-a', { seconds: { offer: 100 } });
    expect(edge).toMatch(/Set\(LIMIT=100\)\n same => n\(again\)/);
    expect(edge).toMatch(/Wait\(1\)\n same => n,Goto\(again\)/);
    expect(contextOf('edge-b', { seconds: { offer: 100 } })).toContain('Set(LIMIT=50)');
  });

  it('has every context it names', () => {
    const whole = text();
    const named = [...whole.matchAll(/Local\/\d+@([a-z-]+)\/n/g)].map((match) => match[1] ?? '');
    const gosubs = [...whole.matchAll(/[bU]\(([a-z]+)\^s\^1\)/g)].map((match) => match[1] ?? '');
    for (const name of [...named, ...gosubs, 'ended']) expect(whole).toContain(`\n[${name}]\n`);
  });

  it('carries every passed header from the caller to the legs', () => {
    const queue = contextOf('queue');
    const offer = contextOf('offer');
    for (const [name, values] of passedHeaders) {
      expect(queue).toContain(`PJSIP_HEADER(read,${name},${values})`);
      expect(offer).toContain(`PJSIP_HEADER(add,${name})=`);
    }
  });

  it('rings an alarm a last time when somebody is ready, and not where it has not rung', () => {
    const unattended = contextOf('unattended');
    const rung = /Set\(RANG=yes\)\n same => n,Dial\(\S*sip:alarm-\$\{EXTEN\}/;
    const over =
      /n\(attended\),GotoIf\(\$\["\$\{RANG\}" != "yes"\]\?wait\)[^[]*Dial\(\S*sip:over-\$\{EXTEN\}\S*,1,/;
    expect(unattended).toMatch(rung);
    expect(unattended).toMatch(over);
  });

  it('never dials what a position typed without filtering it', () => {
    expect(contextOf('from-positions')).not.toMatch(/sip:\$\{EXTEN\}/);
  });

  it('records only when told to, and says so in the header', () => {
    expect(text({ recording: false })).not.toMatch(/MixMonitor|X-Recording/);
    expect(text()).toMatch(/X-Recording\)=on/);
  });

  it('a position that calls itself as a proof is rung over the edge that it called by, with its token and nothing else', () => {
    const own = contextOf('from-positions');
    const proof = own.slice(own.indexOf('exten => pos2,1'), own.indexOf('exten => pos3,1'));
    expect(proof).toMatch(
      /^exten => pos2,1,Set\(__PROOF=\$\{FILTER\(0-9a-zA-Z,\$\{PJSIP_HEADER\(read,X-Proof,1\)\}\)\}\)$/m,
    );
    expect(proof).toContain('GotoIf($["${PROOF}" = "" | "${CALLERID(num)}" != "${EXTEN}"]?call)');
    expect(proof).toContain('Set(EDGE=${IF($["${CHANNEL(pjsip,remote_addr)}" = "127.0.0.1:15010"]?a:b)})');
    const before = proof.slice(0, proof.indexOf('(call)'));
    expect(before).toContain('Dial(PJSIP/edge-${EDGE}/sip:pos2@nordvik.test,15,Ib(proof^s^1))');
    expect(before).not.toMatch(/MixMonitor|CAME_IN|Answer/);
    expect(contextOf('proof')).not.toMatch(/X-Call|X-Recording/);
    expect(contextOf('proof')).toContain('PJSIP_HEADER(add,X-Proof)=${PROOF}');
  });

  it('has an extension for each position and the one to recover a call', () => {
    const positions = contextOf('from-positions', { positions: 2 });
    expect(positions).toMatch(/exten => pos2,1/);
    expect(positions).not.toMatch(/exten => pos3,1/);
    expect(positions).toMatch(/exten => recover,1/);
  });
});
