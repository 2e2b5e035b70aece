import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { keepLanguage, type Language, readLanguage, type Wording, type Words } from './wording.ts';

interface LanguageChoice {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice | undefined>(undefined);

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, choose] = useState(readLanguage);
  useEffect(() => keepLanguage(language), [language]);
  const choice = useMemo(() => ({ language, choose }), [language]);
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (!choice) throw new Error('LanguageProvider is missing around this screen');
  return choice;
}

/** The words of an area in the chosen language. */
export function useWords<T>(area: Words<T>): Wording<T> {
  const { language } = useLanguage();
  return language === 'en' ? area.en : (area.id as Wording<T>);
}

/** Picks the chosen language of a sentence that came from a server. */
export function useSentence(): (sentence: Sentence) => string {
  const { language } = useLanguage();
  return (sentence) => sentence[language];
}
