export { createPartySounds, type PartySoundsDeps } from './sounds.ts';
