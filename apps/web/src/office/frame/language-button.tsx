import { useLanguage, useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';

export function LanguageButton({ className }: { readonly className: string }) {
  const w = useWords(frameWords);
  const { language, choose } = useLanguage();
  return (
    <button
      type="button"
      className={className}
      lang={language === 'id' ? 'en' : 'id'}
      onClick={() => choose(language === 'id' ? 'en' : 'id')}
    >
      {w.language}
    </button>
  );
}
