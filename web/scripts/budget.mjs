// Fails the build when the JavaScript of the first page outgrows its budget; puts the API's contract beside the site.
import { copyFile, readFile, rm } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const BUDGET_GZ_BYTES = 110_000;
const FIRST_PAGE = ['first', 'charts']; // of vite.config.ts
const site = new URL('../../build/web/', import.meta.url);

const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', site), 'utf8'));
const chunks = new Set();
const collect = (key) => {
  if (chunks.has(key)) return;
  chunks.add(key);
  (manifest[key].imports ?? []).forEach(collect);
};
for (const name of FIRST_PAGE) {
  const key = Object.keys(manifest).find((one) => manifest[one].name === name);
  if (!key) throw new Error(`budget: the build has no chunk "${name}"`);
  collect(key);
}

let total = 0;
for (const key of chunks) total += gzipSync(await readFile(new URL(manifest[key].file, site))).length;
await rm(new URL('.vite/', site), { recursive: true });
await copyFile(new URL('../gen/openapi.json', site), new URL('openapi.json', site));

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
if (total > BUDGET_GZ_BYTES) {
  console.error(`web: the first page's JavaScript is ${kb(total)} gz, over its budget of ${kb(BUDGET_GZ_BYTES)}`);
  process.exit(1);
}
console.log(`web: first page ${kb(total)} gz of JavaScript (budget ${kb(BUDGET_GZ_BYTES)})`);
