import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { layEarly } from './api/early';
import { newQueryClient } from './api/queries';
import { App } from './App';
import './styles/tokens.css';
import './styles/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

/** What takes longer is drawn as it comes. */
const PATIENCE_MS = 200;

const client = newQueryClient();
const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));

void Promise.race([layEarly(client), patience]).then(() =>
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  ),
);
