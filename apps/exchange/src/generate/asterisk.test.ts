import { describe, expect, it } from 'vitest';
import { configSchema, type ConfigInput } from '../config/config.ts';
import { planPaths, planPorts } from '../config/plan.ts';
import { asteriskConfig, selectModules } from './asterisk.ts';

function files(input: ConfigInput = {}): ReadonlyMap<string, string> {
  const config = configSchema.parse(input);
  const plan = { config, ports: planPorts(config), paths: planPaths('/run/x') };
  return asteriskConfig(plan, { modulePath: '/m', dataPath: '/d', modules: ['app_dial.so'] });
}

describe('selectModules', () => {
  it('takes what calls need and leaves everything that opens a door', () => {
    const all = ['app_dial.so', 'chan_pjsip.so', 'res_pjsip.so', 'res_pjsip_session.so', 'README'];
    const doors = ['chan_iax2.so', 'res_ari.so', 'res_http_websocket.so', 'res_pjsip_transport_websocket.so'];
    expect(selectModules([...all, ...doors, 'app_voicemail.so', 'res_pjsip_registrar.so'])).toEqual(
      all.filter((name) => name.endsWith('.so')),
    );
  });
});

describe('asteriskConfig', () => {
  it('keeps the manager interface and the web server off', () => {
    expect(files().get('manager.conf')).toContain('enabled=no');
    expect(files().get('http.conf')).toContain('enabled=no');
  });

  it('listens where it is told, and toward the edges on loopback', () => {
    const pjsip = files({ listen: ['127.0.0.1', '10.0.0.1'] }).get('pjsip.conf') ?? '';
    expect([...pjsip.matchAll(/^bind=(.*)$/gm)].map((match) => match[1])).toEqual([
      '127.0.0.1:15060',
      '127.0.0.1:15060',
      '10.0.0.1:15060',
      '10.0.0.1:15060',
      '127.0.0.1:15061',
      '127.0.0.1:15061',
    ]);
  });

  it('believes only the edges’ own addresses to be positions', () => {
    expect(files().get('pjsip.conf')).toContain('match=127.0.0.1:15010,127.0.0.1:15020');
  });

  it('lets the console’s hold tone through and notices a leg whose audio is gone', () => {
    const pjsip = files({ seconds: { lost: 7 } }).get('pjsip.conf') ?? '';
    expect(pjsip).toContain('suppress_moh_on_sendonly=yes');
    expect(pjsip).toContain('rtp_timeout=7');
  });

  it('sound comes from and goes to where the SDP says: nobody is learned', () => {
    const all = files();
    const pjsip = all.get('pjsip.conf') ?? '';
    const endpoints = pjsip.split('type=endpoint').slice(1);
    expect(endpoints.length).toBeGreaterThan(3);
    for (const endpoint of endpoints) expect(endpoint).toContain('rtp_symmetric=no\n');
    expect(pjsip).not.toContain('rtp_symmetric=yes');
    expect(all.get('rtp.conf')).toContain('strictrtp=yes\nprobation=10000000\n');
  });

  it('passes the location only when bodies are passed whole', () => {
    expect(files().get('pjsip.conf')).toContain('geoloc_outgoing_call_profile');
    expect(files({ multipart: false }).get('pjsip.conf')).not.toContain('geoloc');
  });

  it('has a playlist for each queue', () => {
    expect(files().get('musiconhold.conf')).toContain('[queue-116117]\nmode=files\n');
  });
});
