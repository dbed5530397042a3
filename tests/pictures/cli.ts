import { join } from 'node:path';
import { takeGuidePictures } from './guide.ts';
import { takeReadmePictures } from './readme.ts';

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const folder = join(import.meta.dirname, '../../docs/pictures');

/** `npm run pictures [-- readme|guide]`; the guide's are taken from the stories as they were built last. */
const [which = 'all'] = process.argv.slice(2);
if (which !== 'guide') await takeReadmePictures(folder, say);
if (which !== 'readme') await takeGuidePictures(join(folder, 'guide'), say);
