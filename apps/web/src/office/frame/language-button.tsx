import { useLanguage, useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';

export function LanguageButton({ className }: { readonly className: string }) {
  const w = useWords(frameWords);
  const { language, choose } = useLanguage();
  return (
    <button
      type="button"
      className={className}
      aria-label={w.languageLabel}
      onClick={() => choose(language === 'id' ? 'en' : 'id')}
    >
      {w.language}
    </button>
  );
}
