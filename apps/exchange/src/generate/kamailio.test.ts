import { describe, expect, it } from 'vitest';
import { configSchema, type ConfigInput } from '../config/config.ts';
import { planPaths, planPorts, type Plan } from '../config/plan.ts';
import { exchangeHeaders } from './headers.ts';
import { ha1, kamailioConfig, tlsConfig } from './kamailio.ts';

function plan(input: ConfigInput = {}): Plan {
  const config = configSchema.parse(input);
  return { config, ports: planPorts(config), paths: planPaths('/run/x') };
}
const secrets = { ha1: new Map([['pos1', 'a'.repeat(32)]]), nonce: 'n'.repeat(48) };
const edgeA = (input?: ConfigInput): string => kamailioConfig(plan(input), 'a', secrets, '/modules');

describe('kamailioConfig', () => {
  it('binds SIP toward the B2BUA and plain WebSocket to loopback only', () => {
    const text = edgeA({ listen: ['10.0.0.1'], basePort: 20_000 });
    expect(text).toContain('listen=tcp:127.0.0.1:20010\n');
    expect(text).toContain('listen=tcp:127.0.0.1:20012\n');
    expect(text).toContain('listen=tls:10.0.0.1:20013\n');
    expect(text).not.toContain('10.0.0.1:20012');
    expect(text).not.toContain('10.0.0.1:20010');
  });

  it('gives the edges ports of their own', () => {
    expect(edgeA()).toContain('listen=tls:127.0.0.1:15013');
    expect(kamailioConfig(plan(), 'b', secrets, '/m')).toContain('listen=tls:127.0.0.1:15023');
  });

  it('removes the exchange’s headers from whatever comes from outside', () => {
    const text = edgeA();
    for (const name of Object.values(exchangeHeaders)) expect(text).toContain(`remove_hf("${name}");`);
  });

  it('keeps one position’s refusal from ending the call for all', () => {
    const text = edgeA();
    expect(text).toContain('modparam("tm", "disable_6xx_block", 1)');
    expect(text.indexOf('append_branch("sip:waiting@')).toBeLessThan(
      text.indexOf('if (!lookup("location")) {\n'),
    );
  });

  it('a call that is refused or given up leaves no media ports behind', () => {
    const text = edgeA();
    expect(text.match(/t_on_failure\("OVER"\);\n {2}t_relay/g)).toHaveLength(2);
    expect(text).toMatch(/failure_route\[OVER\] \{/);
  });

  it('says of an alarm’s end that others are rung, unless somebody has answered', () => {
    expect(edgeA()).toMatch(/"\^over-" && !\(\$hdr\(Reason\) =~ "cause=\(200\|26\)"\)[^}]*SIP;cause=302/);
  });

  it('plain RTP is taken only from the address of its SDP', () => {
    const fromInside = edgeA().match(/rtpengine_\w+\("[^"]*ICE=force[^"]*"/g) ?? [];
    expect(fromInside.length).toBeGreaterThan(3);
    for (const call of fromInside) expect(call).toContain('strict-source');
  });

  it('a branch that is over names itself to the media relay, and a call that is over takes all', () => {
    const text = edgeA();
    expect(text).toContain('rtpengine_delete("to-tag via-branch=extra");');
    expect(text).toContain('if (is_method("BYE") && isflagset(1)) { rtpengine_delete("to-tag"); return; }');
    for (const route of ['FROM_POSITION', 'FROM_B2BUA', 'QUEUE', 'ALARM'])
      expect(text.split(`route[${route}] {`)[1]?.split('\nroute[')[0]).toMatch(/t_on_failure/);
  });

  it('holds hashes, never the secret', () => {
    expect(edgeA()).toContain(`$sht(ha1=>pos1) = "${'a'.repeat(32)}";`);
  });

  it('repairs only what is switched on, and nothing on the raw port', () => {
    expect(edgeA()).toContain('    route(NORMALISE);');
    expect(edgeA()).not.toContain('    route(ONLY_SDP);');
    const off = edgeA({ normalise: false, multipart: false });
    expect(off).not.toContain('    route(NORMALISE);');
    expect(off).toContain('    route(ONLY_SDP);');
    expect(off).toContain('if ($Rp != 15014) {');
  });

  it('balances its braces and leaves no hole of the template', () => {
    const text = edgeA();
    expect(text.split('{').length).toBe(text.split('}').length);
    expect(text).not.toMatch(/undefined|\[object|=>\s*\n/);
  });
});

describe('ha1', () => {
  it('is the example of RFC 2617 §3.5', () => {
    expect(ha1('Mufasa', 'testrealm@host.com', 'Circle Of Life')).toBe('939e7578ed9e3c518a452acee763bce9');
  });
});

describe('tlsConfig', () => {
  it('names certificate and key', () => {
    expect(tlsConfig('/c.pem', '/k.key')).toContain('certificate = /c.pem\nprivate_key = /k.key');
  });
});
