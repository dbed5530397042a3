// @vitest-environment happy-dom
import { portMessage } from '@samband/telephony/contract';
import { expect, it } from 'vitest';
import { listenForPorts } from './ports.ts';

function say(data: unknown, origin: string, ports: MessagePort[]): void {
  const event = new MessageEvent('message', { data, origin });
  Object.defineProperties(event, {
    source: { value: window },
    ports: { value: ports },
    origin: { value: origin },
  });
  window.dispatchEvent(event);
}
const port = () => ({}) as MessagePort;

it('keeps a port that came early, and gives each to the listener', () => {
  const ports = listenForPorts(window);
  const [early, late] = [port(), port()];
  say(portMessage, window.origin, [early]);
  const got: MessagePort[] = [];
  const stop = ports((one) => got.push(one));
  say(portMessage, window.origin, [late]);
  say('something else', window.origin, [port()]);
  say(portMessage, 'https://evil.example', [port()]);
  say(portMessage, window.origin, []);
  stop();
  expect(got).toEqual([early, late]);
  expect(got[0]).toBe(early);
});
