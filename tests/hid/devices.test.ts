import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mapOfSource } from '@samband/hid';
import { fromHex, recordings, toHex } from '@samband/hid/testing';
import { startTestBed } from '../support/hid/testbed.ts';
import type { TestBed } from '../support/hid/testbed.ts';

const devices = recordings.filter(({ bytes }) => bytes !== undefined);

describe('node-hid, with every device that is recorded', () => {
  let bed: TestBed;
  beforeAll(async () => {
    bed = await startTestBed();
  });
  afterAll(() => bed.close());

  it('hints when a device comes', async () => {
    const { bytes, product } = devices[0]!;
    const hinted = bed.hinted();
    const device = await bed.plug({ vid: 'f055', pid: '0002', product, descriptor: bytes! });
    await hinted;
    await device.unplug();
  });

  it.each(devices)(
    '$vendor $product is plugged in, listed, read, written, heard and unplugged',
    async ({ vid = 'f055', pid = '0001', vendor, product, bytes, map, sampleReports }) => {
      const { port } = bed;
      const device = await bed.plug({ vid, pid, product, maker: vendor, interface: 3, descriptor: bytes! });

      const listed = (await port.list()).filter(({ path }) => path === device.path);
      expect(listed).toEqual([
        {
          path: device.path,
          vendorId: Number.parseInt(vid, 16),
          productId: Number.parseInt(pid, 16),
          product,
          manufacturer: vendor,
          serial: '',
          interface: 3,
          collections: map().collections.map(({ usagePage, usage }) => ({ usagePage, usage })),
        },
      ]);
      const source = await port.descriptor(listed[0]!);
      expect(source && mapOfSource(source)?.fields).toEqual(map().fields);

      const handle = await port.open(device.path);
      const heard: string[] = [];
      handle.onData((report) => heard.push(toHex(report)));
      for (const { direction, reportHex } of sampleReports) {
        if (direction === 'in') {
          heard.length = 0;
          device.send(fromHex(reportHex));
          await expect.poll(() => heard, { interval: 2 }).toEqual([reportHex]);
        } else {
          await handle.write(fromHex(reportHex));
          await device.written(reportHex);
        }
      }
      const lost = new Promise<string>((resolve) => handle.onError(({ code }) => resolve(code)));
      await device.unplug();
      expect(await lost).toBe('hid.gone');
      await handle.close();
      expect((await port.list()).map(({ path }) => path)).not.toContain(device.path);
      await expect(port.open(device.path)).rejects.toMatchObject({ code: 'hid.gone' });
    },
  );
});
