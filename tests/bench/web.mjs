// The site in Chromium: ten thousand half hours drawn, and the home page of the running stack on a phone's share of this processor.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '../node_modules/@playwright/test/index.mjs';
import { root } from '../lib/project.mjs';
import { measured, median, target } from './table.mjs';

const RUNS = 15;
const FRAME_MS = 100;
const LARGEST_PAINT_MS = 1000;
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true };
const PHONE_SLOWDOWN = 4;
const built = path.join(root, 'build/bench/charts');

async function buildCharts() {
  const vite = createRequire(path.join(root, 'web/package.json')).resolve('vite');
  const { build } = await import(pathToFileURL(vite));
  await build({
    root: path.join(root, 'web/bench'),
    configFile: path.join(root, 'web/vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: built },
  });
}

async function drawTimes(browser) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.route('http://charts.invalid/**', (route) => {
    const { pathname } = new URL(route.request().url());
    return route.fulfill({ path: path.join(built, pathname === '/' ? 'index.html' : pathname) });
  });
  await page.goto('http://charts.invalid/');
  for (const name of await page.evaluate(() => window.charts)) {
    const times = [];
    for (let run = 0; run < RUNS; run++) times.push(await page.evaluate((chart) => window.draw(chart), name));
    const typical = median(times);
    const [first, ...later] = times;
    measured(`${name}, the first of ${RUNS}, by code not run before`, `${first.toFixed(0)} ms`);
    measured(`${name}, the slowest after it`, `${Math.max(...later).toFixed(0)} ms`);
    target(`${name}: 10,000 half hours, ms by ${FRAME_MS} ms`, typical / FRAME_MS, { most: 1 });
  }
  await page.close();
}

function runningStack() {
  const conf = path.join(process.env.WINDFALL_STATE_DIR ?? path.join(root, 'build/state'), 'windfall.conf');
  if (!existsSync(conf)) {
    console.error('bench: the home page is visited on a running stack: make up, then again');
    process.exit(1);
  }
  const [, port] = /^http_port = (\d+)$/m.exec(readFileSync(conf, 'utf8'));
  return `http://127.0.0.1:${port}/`;
}

/** What Lighthouse calls LCP and CLS, of one cold visit. */
async function visit(browser, address) {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: PHONE_SLOWDOWN });
  await page.addInitScript(() => {
    window.seen = { paint: 0, shift: 0 };
    const watch = (type, note) =>
      new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
    watch('largest-contentful-paint', ({ startTime }) => (window.seen.paint = startTime));
    watch('layout-shift', ({ value }) => (window.seen.shift += value));
  });
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  await page.waitForFunction(() => window.seen.paint > 0);
  const seen = await page.evaluate(() => window.seen);
  await context.close();
  return seen;
}

async function homePage(browser) {
  const address = runningStack();
  await visit(browser, address); // the browser itself is warm, the page's cache is not
  const visits = [];
  for (let run = 0; run < 7; run++) visits.push(await visit(browser, address));
  const paint = median(visits.map((seen) => seen.paint));
  measured('home page, largest paint', `${paint.toFixed(0)} ms`);
  target(`home page: largest paint, ms by ${LARGEST_PAINT_MS} ms`, paint / LARGEST_PAINT_MS, { most: 1 });
  target('home page: layout shift', Math.max(...visits.map((seen) => seen.shift)), { most: 0 });
}

await buildCharts();
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  chromiumSandbox: process.getuid() !== 0,
  args: ['--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
try {
  await drawTimes(browser);
  await homePage(browser);
} finally {
  await browser.close();
}
