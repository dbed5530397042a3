export { createAudio, type AudioCounts, type BrowserAudio } from './audio.ts';
export { type AudioOptions } from './opened.ts';
export { createRunning } from './running.ts';
export { bufferOf } from './web-audio.ts';
