export { createAudio, type AudioCounts, type AudioOptions, type BrowserAudio } from './audio.ts';
