import { expect, it, vi } from 'vitest';
import { body, client } from './client';

const reply = (version: string) => new Response(JSON.stringify({ data: { version }, meta: {} }));
const version = async () => (await body(client.GET('/status'))).data.version;

it('takes a reply that was asked for before the code was here, once', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(reply('asked anew')));
  const url = `${window.location.origin}/api/v1/status`;
  window.early = Promise.resolve(new Map([[url, Promise.resolve(reply('early'))]]));
  expect([await version(), await version()]).toEqual(['early', 'asked anew']);
});
