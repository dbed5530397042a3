// @vitest-environment happy-dom
import { act } from '@testing-library/react';
import { expect, it } from 'vitest';
import { info, scriptedPort, shellOf } from './testing/console.ts';
import { closeRefusedMessage, mountConsole } from './mount.tsx';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

it('mounts with its shell and ports, takes what is pushed over what was first, and leaves nothing', async () => {
  const root = document.createElement('div');
  const port = scriptedPort();
  let push: (told: unknown) => void = () => undefined;
  const stopped: string[] = [];
  let unmount = (): void => undefined;
  await act(async () => {
    unmount = mountConsole(root, {
      shell: {
        ...shellOf(),
        info: () => Promise.resolve({ old: true }),
        onInfo(listener) {
          push = listener;
          return () => stopped.push('info');
        },
      },
      ports(listener) {
        listener(port as unknown as MessagePort);
        return () => stopped.push('ports');
      },
    });
    push(info);
    await Promise.resolve();
  });
  await act(async () => port.snapshot());
  expect(root.textContent).toContain('AMK Nordvik');
  await act(async () => {
    const refused = { data: closeRefusedMessage, source: window as unknown as MessageEventSource };
    window.dispatchEvent(new MessageEvent('message', { ...refused, source: null }));
    expect(root.textContent).not.toContain('Vinduet ble ikke lukket');
    window.dispatchEvent(new MessageEvent('message', refused));
  });
  expect(root.textContent).toContain('Vinduet ble ikke lukket');
  await act(async () => unmount());
  expect(stopped).toEqual(['ports', 'info']);
  expect(port.closed).toBe(true);
  expect(root.textContent).toBe('');
});
