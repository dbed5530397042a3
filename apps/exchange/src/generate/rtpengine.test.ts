import { expect, it } from 'vitest';
import { configSchema } from '../config/config.ts';
import { planPaths, planPorts } from '../config/plan.ts';
import { rtpengineArguments } from './rtpengine.ts';

it('offers positions every listen address and stays on loopback inside', () => {
  const config = configSchema.parse({ listen: ['127.0.0.1', '10.0.0.1'] });
  const args = rtpengineArguments({ config, ports: planPorts(config), paths: planPaths('/run/x') });
  expect(args.filter((argument) => argument.startsWith('--interface'))).toEqual([
    '--interface=inside/127.0.0.1',
    '--interface=positions/127.0.0.1',
    '--interface=positions/10.0.0.1',
  ]);
  expect(args).toContain('--listen-ng=127.0.0.1:15030');
});

it('learns no address from whoever sends', () => {
  const config = configSchema.parse({});
  const args = rtpengineArguments({ config, ports: planPorts(config), paths: planPaths('/run/x') });
  expect(args).toContain('--endpoint-learning=off');
});

it('forgets what is over within minutes', () => {
  const config = configSchema.parse({});
  const args = rtpengineArguments({ config, ports: planPorts(config), paths: planPaths('/run/x') });
  const seconds = args.flatMap((argument) => /timeout=(\d+)$/.exec(argument)?.slice(1) ?? []).map(Number);
  expect(seconds).toHaveLength(3);
  for (const one of seconds) expect(one).toBeLessThanOrEqual(3600);
});
