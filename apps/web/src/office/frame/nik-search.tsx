import { nikIn } from './nik-field.tsx';
import { SearchForm } from './search-form.tsx';

interface NikSearchProps {
  readonly words: { readonly search: string; readonly searchHint: string; readonly searchWrong: string };
  readonly sought: string | null;
  /** 16 digits; null: the field was emptied. */
  readonly onSearch: (nik: string | null) => void;
}

/** Asks for a whole NIK and for nothing less, so that nobody leafs through residents. */
export function NikSearch({ words, sought, onSearch }: NikSearchProps) {
  const read = (typed: string) => {
    const { nik, isWhole } = nikIn(typed);
    return isWhole ? { wanted: nik } : { wrong: words.searchWrong };
  };
  return <SearchForm words={words} read={read} sought={sought} onSearch={onSearch} digits />;
}
