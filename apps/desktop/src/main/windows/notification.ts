import { Notification } from 'electron';
import type { AttentionWords } from '@samband/telephony/contract';
import type { Logger } from '@samband/telephony/ports';

/** Shows a notification of the operating system, which stays until it is closed; the ring is ours, so it is silent. */
export function showNotification(
  { title, body }: AttentionWords,
  handleClick: () => void,
  log: Logger,
): { close(): void } {
  if (!Notification.isSupported()) return { close: () => undefined };
  const notification = new Notification({
    title,
    body,
    silent: true,
    urgency: 'critical',
    timeoutType: 'never',
  });
  notification.on('click', handleClick);
  notification.on('failed', () => log.warn('a notification was refused by the operating system'));
  notification.show();
  return { close: () => notification.close() };
}
