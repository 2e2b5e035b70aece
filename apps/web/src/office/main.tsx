import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/Title.css';
import '../parts/theme.css';
import { MantineProvider, Title } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { mantineTheme } from '../parts/mantine-theme.ts';
import { LanguageProvider } from '../words/language.tsx';

createRoot(document.getElementById('root') as HTMLElement).render(
  <MantineProvider theme={mantineTheme} forceColorScheme="light">
    <LanguageProvider>
      <main>
        <Title order={1}>Rekam</Title>
      </main>
    </LanguageProvider>
  </MantineProvider>,
);
