import { useLanguage } from '../../words/language.tsx';

/** Says thousands of rupiah as rupiah: 35000 → `35.000.000`. */
export function useRupiah(): (thousands: number) => string {
  const { language } = useLanguage();
  return (thousands) => (thousands * 1000).toLocaleString(language === 'en' ? 'en-GB' : 'id-ID');
}

/** Reads rupiah as people write them into thousands; null: blank; undefined: no whole number. */
export function thousandsIn(text: string): number | null | undefined {
  const digits = text.replaceAll(/[\s.,]|Rp/gi, '');
  if (digits === '') return null;
  return /^\d{1,13}$/.test(digits) ? Math.round(Number(digits) / 1000) : undefined;
}
