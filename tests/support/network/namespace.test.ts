import { expect, it } from 'vitest';
import { run } from '../process.ts';
import { addMeetingAddress, createNamespace, meetingAddress, removeMeetingAddress } from './namespace.ts';

// Namespaces need root; the end-to-end run says so where it is missing.
it.skipIf(process.getuid?.() !== 0)(
  'a position moves from one address to another and reaches the exchange from both',
  async () => {
    await addMeetingAddress();
    const namespace = await createNamespace(9);
    try {
      const route = await namespace.wrap('ip');
      const from = (): Promise<string> => run(route, ['route', 'get', meetingAddress]);
      expect(await from()).toContain(`src ${namespace.addresses[0]}`);
      await namespace.changeAddress();
      expect(await from()).toContain(`src ${namespace.addresses[1]}`);
      await namespace.unplug();
      await expect(from()).rejects.toThrow();
    } finally {
      await namespace.close();
      await removeMeetingAddress();
    }
  },
);
