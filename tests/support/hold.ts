import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Keeps an app that is not ready from being so until Playwright has attached to it and says `__playwright_run()`.
 * Playwright has a loader for this, but leaves it out where it is told which Electron to start; and a window that
 * opens while Playwright attaches makes its launch hang, once in some thirty.
 */
const loader = `'use strict';
const { app } = require('electron');
const ready = app.whenReady();
const emit = app.emit.bind(app);
let held = [];
let isReady = false;
let release;
const released = new Promise((resolve) => (release = resolve));
app.emit = (event, ...given) => {
  if (event !== 'ready') return emit(event, ...given);
  held = given;
  return app.listenerCount('ready') > 0;
};
app.isReady = () => isReady;
app.whenReady = () => released;
globalThis.__playwright_run = async () => {
  await ready;
  isReady = true;
  release();
  emit('ready', ...held);
};
`;

/** The arguments that let Electron wait; `folder` can be read by whoever runs it. */
export async function holding(folder: string): Promise<string[]> {
  const file = join(folder, 'hold.cjs');
  await writeFile(file, loader, { mode: 0o644 });
  return ['-r', file];
}
