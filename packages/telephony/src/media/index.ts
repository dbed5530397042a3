export { createAudio, type AudioCounts, type AudioOptions, type BrowserAudio } from './audio.ts';
export { createRunning } from './running.ts';
