import { md5 } from '@samband/telephony/sip';
import { standardHeaders } from '../index.ts';
import type { ExchangeConfig } from '../index.ts';

export const domain = 'exercise.test';
export const usual: ExchangeConfig = {
  domain,
  queues: ['113', '116117'],
  positions: 8,
  unattendedMs: 20_000,
  lostMs: 8000,
  headers: standardHeaders,
};
export const ha1Of = (user: string): string | undefined =>
  /^(?:pos[1-8]|outside)$/.test(user) ? md5(`${user}:${domain}:secret-${user}`) : undefined;
