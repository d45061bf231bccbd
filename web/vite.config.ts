import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Where `vite` and `vite preview` find the API; the built site is served by nginx beside it.
const api = process.env.WINDFALL_API_URL ?? 'http://127.0.0.1:8080';
const proxy = { '/api': { target: api, changeOrigin: false } };

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { 'use-sync-external-store/shim/index.js': 'react' } }, // wouter's, for a React before 18
  cacheDir: '../build/cache/vite',
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
  build: {
    outDir: '../build/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // Two files for the first page, whatever other pages share with it: each file more is a request more and packs worse.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'first', test: /src\/main\.tsx$/, priority: 2 },
            { name: 'charts', test: /src\/pages\/home\/Below\.tsx$/, priority: 1 },
          ],
        },
      },
    },
  },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  test: {
    environment: 'jsdom',
    globals: true,
    testTimeout: 30_000,
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
  },
});
