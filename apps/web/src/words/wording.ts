/** Languages of the screens; Indonesian is the default everywhere. */
export const languages = ['id', 'en'] as const;
export type Language = (typeof languages)[number];

/** The shape that the other languages must follow: the same keys, and functions with the same arguments. */
export type Wording<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...values: infer A) => string
      ? (...values: A) => string
      : Wording<T[K]>;
};

/** One area of the screens in both languages. */
export interface Words<T> {
  readonly id: T;
  readonly en: Wording<T>;
}

/** Both languages of an area; does not compile when a key is missing in one of them. */
export const words = <const T extends object>(id: T, en: Wording<NoInfer<T>>): Words<T> => ({ id, en });

const storageKey = 'rekam.language';

/** The language kept from the last visit; Indonesian when there is none. */
export function readLanguage(): Language {
  try {
    return localStorage.getItem(storageKey) === 'en' ? 'en' : 'id';
  } catch {
    return 'id';
  }
}

export function keepLanguage(language: Language): void {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(storageKey, language);
  } catch {
    // A browser that keeps nothing still shows the language for this visit.
  }
}
