import '../parts/theme.css';
import '../parts/parts.css';
import './shell.css';
import './screens.css';
import './recording/recording.css';
import './recording/capture.css';
import './recording/review.css';
import './recording/narrow.css';
import { createRoot } from 'react-dom/client';
import { AnnouncerProvider } from '../parts/announcer.tsx';
import { LanguageProvider } from '../words/language.tsx';
import { App } from './app.tsx';
import { StationProvider } from './station.tsx';
import { Waiting } from './waiting.tsx';

createRoot(document.getElementById('root') as HTMLElement).render(
  <LanguageProvider>
    <AnnouncerProvider>
      <StationProvider waiting={(lost) => <Waiting lost={lost} />}>
        <App />
      </StationProvider>
    </AnnouncerProvider>
  </LanguageProvider>,
);
