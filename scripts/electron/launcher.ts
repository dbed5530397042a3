/**
 * Electron's own default app is not part of a packaged app, and the test runtime comes out of one.
 * This stand-in does the part that is used: `electron [-r module] [switches] APP [arguments]`.
 */
export const launcher = `'use strict';
const { app } = require('electron');
const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const words = process.argv.slice(1);
let target;
while (words.length > 0 && target === undefined) {
  const word = words.shift();
  if (word === '-r' || word === '--require') require(path.resolve(words.shift()));
  else if (!word.startsWith('-')) target = path.resolve(word);
}
if (target === undefined) {
  console.error('usage: electron [-r module] APP');
  process.exit(2);
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
const folder = fs.statSync(target).isDirectory() ? target : path.dirname(target);
const about = path.join(folder, 'package.json');
const { name, productName, version, type } = fs.existsSync(about) ? JSON.parse(fs.readFileSync(about, 'utf8')) : {};
if (productName || name) app.setName(productName || name);
if (version) app.setVersion(version);
app.setAppPath(folder);
process.argv.splice(1, process.argv.length - 1, target, ...words);
const main = Module._resolveFilename(target, null, true);
if (main.endsWith('.mjs') || (type === 'module' && !main.endsWith('.cjs')))
  import(pathToFileURL(main).href).catch((error) => {
    console.error(error);
    process.exit(1);
  });
else Module._load(main, null, true);
`;
