import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach, vi } from 'vitest';

// jsdom lays nothing out: charts keep their first width.
class NoResize {
  observe() {}
  disconnect() {}
}
vi.stubGlobal('ResizeObserver', NoResize);
window.scrollTo = () => {};

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});
