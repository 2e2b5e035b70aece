import '../parts/theme.css';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { createRoot } from 'react-dom/client';
import { call } from '../parts/client.ts';
import { LanguageProvider } from '../words/language.tsx';

void call(counterApi.getState);
createRoot(document.getElementById('root') as HTMLElement).render(
  <LanguageProvider>
    <h1>Rekam</h1>
  </LanguageProvider>,
);
