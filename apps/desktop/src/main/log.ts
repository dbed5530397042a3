import { join } from 'node:path';
import log from 'electron-log/node';
import type { Logger } from '@samband/telephony/ports';

type Facts = Readonly<Record<string, string | number | boolean>>;

/** Takes numbers and SIP addresses out of a text that was not written for the log. */
export function withoutPersons(text: string): string {
  return text
    .slice(0, 2000)
    .replaceAll(/\b(?:sips?|tel):[^\s"'<>;,]+/gi, '<address>')
    .replaceAll(/\+?\d(?:[\s-]?\d){4,}/g, '<number>');
}

/** The diagnostic log after docs/LOGGING.md: `logs/samband.log` in the profile, 5 MB and one older file. */
export function openLog(profile: string): Logger {
  const logger = log.create({ logId: 'samband' });
  logger.transports.file.resolvePathFn = () => join(profile, 'logs', 'samband.log');
  logger.transports.file.maxSize = 5 * 1024 * 1024;
  logger.transports.file.level = 'info';
  logger.transports.file.format = '[{y}-{m}-{d} {h}:{i}:{s}.{ms} {z}] [{level}] {text}';
  logger.transports.console.level = 'warn';
  logger.transports.console.format = '[{level}] {text}';
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, facts?: Facts): void =>
      logger[level](facts ? `${message} ${JSON.stringify(facts)}` : message);
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
