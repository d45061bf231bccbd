import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { newQueryClient } from '../api/queries';
import { App } from '../App';

/** The whole site at an address, as a browser would open it. */
export function show(address: string) {
  window.history.replaceState(null, '', address);
  const client = newQueryClient();
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } });
  return render(
    <QueryClientProvider client={client}>
      <App />
    </QueryClientProvider>,
  );
}
