/** A key press as Electron tells it before the page sees it. */
export interface KeyPress {
  readonly key: string;
  readonly control: boolean;
  readonly meta: boolean;
  readonly alt: boolean;
}

/** With Ctrl or Cmd: reload, developer tools, zoom, close, print, view source, save, find. */
const withControl = new Set([
  'r',
  'i',
  'j',
  'c+shift',
  '+',
  '-',
  '=',
  '0',
  'w',
  'p',
  'u',
  's',
  'q',
  'n',
  't',
]);

/**
 * Accelerators of a browser that could take the console away from the operator. Copy, paste and every key of
 * the console's own (F-keys too) go to the page; none of them has a menu behind it.
 */
export function isForbidden(press: KeyPress & { readonly shift: boolean }): boolean {
  const key = press.key.toLowerCase();
  // Back, forward, reload, home, search: keys of their own on some keyboards.
  if (key.startsWith('browser')) return true;
  if (press.alt && (key === 'arrowleft' || key === 'arrowright')) return true;
  if (!press.control && !press.meta) return false;
  return withControl.has(key) || (press.shift && withControl.has(`${key}+shift`)) || key === 'f5';
}

/** The same by a mouse or a keyboard's own keys, as Windows tells a window (`app-command`); the volume keys go on. */
export function isForbiddenCommand(command: string): boolean {
  return command.startsWith('browser-');
}
