import { expect, it } from 'vitest';
import { configSchema } from '../config/config.ts';
import { selectModules } from '../generate/asterisk.ts';
import { plainConfig, plainModules } from './config.ts';
import { planPlain } from './plan.ts';

function file(name: string, listen?: string[]): string {
  const plan = planPlain(configSchema.parse({ basePort: 12_000, ...(listen ? { listen } : {}) }), '/run/x');
  return plainConfig(plan, { modulePath: '/m', dataPath: '/d', modules: [] }, new Map()).get(name) ?? '';
}

it('the web server takes consoles by TLS at the address of the configuration, and nothing else from outside', () => {
  expect(file('http.conf')).toContain('bindaddr=127.0.0.1\nbindport=12012\n');
  expect(file('http.conf')).toContain('tlsbindaddr=127.0.0.1:12013\n');
  expect(file('http.conf', ['10.0.0.1', '10.0.1.1'])).toContain('tlsbindaddr=0.0.0.0:12013\n');
  expect(file('http.conf')).toContain('tlscertfile=/run/x/tls/edge-a-current.pem\n');
  expect(file('manager.conf')).toContain('enabled=no');
});

it('loads queue, registrar and WebSocket, and still nothing that opens another door', () => {
  const needed = [
    'app_queue.so',
    'res_http_websocket.so',
    'res_pjsip_registrar.so',
    'res_pjsip_transport_websocket.so',
  ];
  const doors = [
    'chan_websocket.so',
    'res_ari.so',
    'chan_iax2.so',
    'res_websocket_client.so',
    'app_voicemail.so',
  ];
  expect(selectModules([...needed, ...doors], plainModules)).toEqual(needed);
});

it('sends sound only to where SDP or ICE says, and learns the address of a position that moves', () => {
  expect(file('rtp.conf')).toContain('strictrtp=yes\n');
  expect(file('rtp.conf')).not.toContain('probation');
  expect(file('pjsip.conf')).toContain('rtp_symmetric=no\n');
  expect(file('pjsip.conf')).not.toContain('rtp_symmetric=yes');
});
