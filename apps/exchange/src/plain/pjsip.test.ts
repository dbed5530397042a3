import { describe, expect, it } from 'vitest';
import { configSchema, type ConfigInput } from '../config/config.ts';
import { plainPjsip } from './pjsip.ts';
import { planPlain } from './plan.ts';

const hashes = new Map([
  ['pos1', '11'],
  ['pos2', '22'],
]);
const text = (input: ConfigInput = {}): string =>
  plainPjsip(planPlain(configSchema.parse(input), '/run/x'), hashes);
function sections(name: string): string[] {
  return text()
    .split(/^(?=\[)/m)
    .filter((part) => part.startsWith(`[${name}]`));
}

describe('plainPjsip', () => {
  it('a position may register its own address and those of the queues, and is known by what it signs in with', () => {
    const [endpoint = '', auth = '', aor = ''] = sections('pos2');
    expect(endpoint).toContain('aors=pos2,113,116117');
    expect(endpoint).toContain('identify_by=username,auth_username');
    expect(auth).toContain('md5_cred=22');
    expect(aor).toContain('max_contacts=1\n');
    expect(text()).toContain('endpoint_identifier_order=ip,auth_username');
  });

  it('believes only the trunk’s own address to be the telephone network', () => {
    expect(text({ trunk: { address: '10.1.2.3' } })).toContain('match=10.1.2.3');
    expect(text()).not.toContain('anonymous');
  });

  it('a queue’s address has room for every position', () => {
    expect(sections('113')).toEqual(['[113]\ntype=aor\nmax_contacts=12\n']);
  });

  it('speaks WebRTC, lets the console’s hold tone through and notices a leg whose audio is gone', () => {
    const template = text({ seconds: { lost: 7 } });
    for (const option of ['webrtc=yes', 'suppress_moh_on_sendonly=yes', 'rtp_timeout=7', 'timers=no'])
      expect(template).toContain(option);
  });

  it('toward the telephone network PCMA is not transcoded', () => {
    expect(sections('positions')[0]).toContain('allow=!all,alaw,ulaw');
  });
});
