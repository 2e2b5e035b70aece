import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Button.css';
import '@mantine/core/styles/Loader.css';
import '@mantine/core/styles/ScrollArea.css';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/Combobox.css';
import '@mantine/core/styles/Input.css';
import '@mantine/core/styles/ActionIcon.css';
import '@mantine/core/styles/PasswordInput.css';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/Radio.css';
import '@mantine/core/styles/Progress.css';
import '../parts/theme.css';
import '../parts/parts.css';
import './frame/frame.css';
import './frame/pieces.css';
import './frame/tables.css';
import './announcement/announcement.css';
import './enrolment/enrolment.css';
import './equipment/equipment.css';
import './handover/handover.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { AnnouncerProvider } from '../parts/announcer.tsx';
import { mantineTheme } from '../parts/mantine-theme.ts';
import { LanguageProvider } from '../words/language.tsx';
import { App } from './app.tsx';
import { makeQueryClient } from './asking.ts';

createRoot(document.getElementById('root') as HTMLElement).render(
  <MantineProvider theme={mantineTheme} forceColorScheme="light">
    <LanguageProvider>
      <QueryClientProvider client={makeQueryClient()}>
        <AnnouncerProvider>
          <App />
        </AnnouncerProvider>
      </QueryClientProvider>
    </LanguageProvider>
  </MantineProvider>,
);
